package io.bancada.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.bancada.access.model.Caller;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.identity.service.IdentityKey;
import io.bancada.workspace.service.KeyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attack row S10: every token that is not exactly ours is refused. */
class TokenVerifierTest {
    private final Path home = temporary();
    private final IssuerFixture issuer = new IssuerFixture();
    private final WebConfig config = FixedConfig.issuedBy(issuer.issuer());
    private final IssuerKeys keys = new IssuerKeys(config, Duration.ofSeconds(30));
    private final InstanceTokens ours = tokens("identity.key", Clock.systemUTC());
    private final TokenVerifier verifier = new TokenVerifier(config, keys, ours, Clock.systemUTC());

    @AfterEach
    void close() throws Exception {
        keys.close();
        issuer.close();
    }

    @Test
    void ourTokenMakesACallerOfItsClaims() {
        var caller = verifier.verify(rsa(claims().build()));

        assertThat(caller.subject()).isEqualTo("0b3f-ana");
        assertThat(caller.userName()).isEqualTo("ana");
        assertThat(caller.name()).isEqualTo("Ana Araujo");
        assertThat(caller.groups()).containsExactlyInAnyOrder("data-scientists", "team");
        assertThat(caller.client()).isEqualTo("bancada-cli");
    }

    @Test
    void ellipticCurveTokenIsTaken() throws JOSEException {
        var token = sign(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ec-1").build(),
                claims().build(),
                new ECDSASigner(issuer.ec));

        assertThat(verifier.verify(token).userName()).isEqualTo("ana");
    }

    @Test
    void tokenWithoutGroupsHasNone() {
        assertThat(verifier.verify(rsa(claims().claim("groups", null).build())).groups())
                .isEmpty();
    }

    @Test
    void tokenOfAnInstanceMakesTheCallerItWasGivenFor() {
        var ana = new Caller("0b3f-ana", "ana", "Ana Araujo", Set.of("data-scientists"), "bancada-instance");
        assertThat(verifier.verify(ours.issue(ana).token())).isEqualTo(ana);
    }

    @Test
    void tokenOfAnInstanceEndsAfterTenMinutes() {
        var ana = new Caller("0b3f-ana", "ana", "Ana Araujo", Set.of(), "bancada-instance");
        var now = Instant.now();
        var good = tokens("identity.key", at(now.minus(Duration.ofMinutes(9)))).issue(ana);
        assertThat(good.end()).isBetween(now.plusSeconds(58), now.plusSeconds(61));
        assertThat(verifier.verify(good.token())).isEqualTo(ana);
        refused(tokens("identity.key", at(now.minus(Duration.ofMinutes(12))))
                .issue(ana)
                .token());
    }

    @Test
    void tokenOfAnotherInstallationOrForOneWhoIsTheProductIsRefused() {
        var ana = new Caller("0b3f-ana", "ana", "Ana Araujo", Set.of(), "bancada-instance");
        refused(tokens("another.key", Clock.systemUTC()).issue(ana).token());
        refused(ours.issue(Caller.SYSTEM).token());
    }

    @Test
    void tokenOfTheProviderUnderOurKeyIsRefused() throws JOSEException {
        var key = new KeyFile(home.resolve("identity.key")).key();
        var header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType("at+jwt"))
                .build();
        refused(sign(header, claims().build(), new MACSigner(key)));
        var ofOurs = claims().issuer("https://localhost:8443/identity").build();
        assertThat(verifier.verify(sign(header, ofOurs, new MACSigner(key))).userName())
                .as("the issuer alone made the difference")
                .isEqualTo("ana");
        refused(rsa(ofOurs));
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("bancada-keys");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InstanceTokens tokens(String file, Clock clock) {
        return new InstanceTokens(config, new IdentityKey(new KeyFile(home.resolve(file))), clock);
    }

    private static Clock at(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }

    @Test
    void unsignedTokenIsRefused() {
        refused(new PlainJWT(claims().build()).serialize());
    }

    @Test
    void publicKeyAsSharedSecretIsRefused() throws JOSEException {
        var secret = issuer.rsa.toRSAPublicKey().getEncoded();
        refused(sign(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa-1").build(),
                claims().build(),
                new MACSigner(secret)));
    }

    @Test
    void otherAlgorithmOfTheRightKeyIsRefused() throws JOSEException {
        refused(sign(
                new JWSHeader.Builder(JWSAlgorithm.PS512).keyID("rsa-1").build(),
                claims().build(),
                new RSASSASigner(issuer.rsa)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "../../etc/passwd", "rsa-1' or '1'='1", ""})
    void keyThatTheIssuerDoesNotPublishIsRefused(String kid) throws JOSEException {
        var other = new RSAKeyGenerator(2048).generate();
        refused(sign(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(kid).build(),
                claims().build(),
                new RSASSASigner(other)));
    }

    @Test
    void keyThatTheTokenBringsAlongIsNotBelieved() throws JOSEException {
        var own = new RSAKeyGenerator(2048).keyID("rsa-1").generate();
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("rsa-1")
                .jwk(own.toPublicJWK())
                .jwkURL(URI.create("https://attacker.example/keys"))
                .x509CertURL(URI.create("https://attacker.example/cert"))
                .build();
        refused(sign(header, claims().build(), new RSASSASigner(own)));
    }

    @Test
    void tokenOfAnotherIssuerIsRefused() {
        refused(rsa(claims().issuer("https://elsewhere.example/realms/bancada").build()));
    }

    @Test
    void tokenForAnotherAudienceOrForNoneIsRefused() {
        refused(rsa(claims().audience("account").build()));
        refused(rsa(claims().audience((String) null).build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ID", "Refresh", "Logout", "bearer", ""})
    void otherKindOfTokenIsRefused(String typ) {
        refused(rsa(claims().claim("typ", typ).build()));
    }

    @Test
    void tokenOutsideItsTimeIsRefusedBeyondAMinuteOfSkew() {
        var now = Instant.now();
        refused(rsa(claims().expirationTime(Date.from(now.minusSeconds(120))).build()));
        refused(rsa(claims().notBeforeTime(Date.from(now.plusSeconds(120))).build()));
        refused(rsa(claims().expirationTime(null).build()));

        verifier.verify(
                rsa(claims().expirationTime(Date.from(now.minusSeconds(30))).build()));
    }

    @Test
    void tokenWithoutSubjectOrOfOurOwnSystemIsRefused() {
        refused(rsa(claims().subject(null).build()));
        refused(rsa(claims().subject(" ").build()));
        refused(rsa(claims().subject("system").build()));
    }

    @Test
    void claimsOfTheWrongTypeAreRefused() {
        refused(rsa(claims().claim("groups", "bancada-admins").build()));
        refused(rsa(claims().claim("groups", List.of(Map.of("name", "bancada-admins")))
                .build()));
        refused(rsa(
                claims().claim("preferred_username", List.of("ana", "admin")).build()));
    }

    @Test
    void changedClaimBreaksTheSignature() {
        var parts = rsa(claims().build()).split("\\.", -1);
        var forged = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("data-scientists", "bancada-admins");
        refused(parts[0] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(forged.getBytes(StandardCharsets.UTF_8)) + "."
                + parts[2]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "..", "eyJhbGciOiJub25lIn0.e30.", "%00"})
    void rubbishIsRefused(String token) {
        refused(token);
    }

    @Test
    void manyUnknownKeysDoNotHammerTheIssuer() throws JOSEException {
        verifier.verify(rsa(claims().build()));
        var other = new RSAKeyGenerator(2048).generate();
        for (int i = 0; i < 50; i++) {
            refused(sign(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k" + i).build(),
                    claims().build(),
                    new RSASSASigner(other)));
        }

        assertThat(issuer.fetches.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void keysAreKeptWhileTheIssuerIsAway() {
        verifier.verify(rsa(claims().build()));
        issuer.away.set(true);

        assertThat(verifier.verify(rsa(claims().build())).userName()).isEqualTo("ana");
    }

    @Test
    void withoutAnyKeysTheAnswerIsUnavailableNotRefused() {
        issuer.away.set(true);

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> verifier.verify(rsa(claims().build())))
                    .isInstanceOfSatisfying(
                            BancadaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        }
    }

    private void refused(String token) {
        assertThatThrownBy(() -> verifier.verify(token))
                .isInstanceOfSatisfying(
                        BancadaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAUTHENTICATED));
    }

    private JWTClaimsSet.Builder claims() {
        var now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer.issuer())
                .audience(List.of("bancada-api", "account"))
                .subject("0b3f-ana")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("typ", "Bearer")
                .claim("azp", "bancada-cli")
                .claim("preferred_username", "ana")
                .claim("name", "Ana Araujo")
                .claim("groups", List.of("data-scientists", "team"));
    }

    private String rsa(JWTClaimsSet claims) {
        return sign(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa-1").build(), claims, signer(issuer.rsa));
    }

    private static JWSSigner signer(RSAKey key) {
        try {
            return new RSASSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
        try {
            var token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
