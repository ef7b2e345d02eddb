package io.bancada.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.bancada.app.service.SignOff;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attack row S12: what ends sessions is the issuer's word for it, for us, of now, and once. */
class LogoutTokensTest {
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private final IssuerFixture issuer = new IssuerFixture();
    private final WebConfig config = FixedConfig.issuedBy(issuer.issuer());
    private final IssuerKeys keys = new IssuerKeys(config, Duration.ofSeconds(30));
    private final LogoutTokens tokens = new LogoutTokens(config, keys, Clock.systemUTC());

    @AfterEach
    void close() throws Exception {
        keys.close();
        issuer.close();
    }

    @Test
    void tokenOfTheIssuerNamesWhatIsOver() {
        assertThat(tokens.redeem(signed(claims().build())))
                .isEqualTo(new SignOff(Optional.of("s-1"), Optional.of("0b3f-ana")));
        assertThat(tokens.redeem(signed(claims().claim("sid", null).build())))
                .isEqualTo(new SignOff(Optional.empty(), Optional.of("0b3f-ana")));
        assertThat(tokens.redeem(signed(claims().subject(null).build()))).isEqualTo(SignOff.ofSession("s-1"));
    }

    @Test
    void tokenIsGoodForOnce() {
        var token = signed(claims().build());
        tokens.redeem(token);
        refused(token);
        refused(signed(claims().jwtID(null).build()));
        refused(signed(claims().jwtID(" ").build()));
    }

    @Test
    void tokenForSomebodyElseOrFromSomebodyElseIsRefused() throws JOSEException {
        refused(signed(claims().audience("bancada-api").build()));
        refused(signed(claims().audience((String) null).build()));
        refused(signed(
                claims().issuer("https://elsewhere.example/realms/bancada").build()));
        refused(new PlainJWT(claims().build()).serialize());
        refused(signed(
                claims().build(), new RSAKeyGenerator(2048).keyID("rsa-1").generate()));
        refused("");
        refused("a.b.c");
        refused("x".repeat(20_000));
    }

    @Test
    void tokenOfAnotherKindIsRefused() {
        refused(signed(claims().claim("events", null).build()));
        refused(signed(claims().claim("events", Map.of("http://elsewhere.example/event", Map.of()))
                .build()));
        refused(signed(claims().claim("events", EVENT).build()));
        refused(signed(claims().claim("events", List.of(EVENT)).build()));
        refused(signed(claims().claim("nonce", "n-1").build()));
        refused(signed(claims().claim("sid", null).subject(null).build()));
    }

    @Test
    void tokenThatIsNotOfNowIsRefused() {
        var now = Instant.now();
        refused(signed(claims().issueTime(Date.from(now.minusSeconds(600))).build()));
        refused(signed(claims().issueTime(Date.from(now.plusSeconds(120))).build()));
        refused(signed(claims().issueTime(null).build()));
        refused(signed(claims().expirationTime(Date.from(now.minusSeconds(120))).build()));
    }

    @Test
    void withoutAnyKeysItIsToBeTriedAgain() {
        issuer.away.set(true);
        assertThatThrownBy(() -> tokens.redeem(signed(claims().build())))
                .isInstanceOfSatisfying(
                        BancadaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }

    private void refused(String token) {
        assertThatThrownBy(() -> tokens.redeem(token))
                .isInstanceOfSatisfying(
                        BancadaException.class,
                        e -> assertThat(e.code().status()).isEqualTo(400));
    }

    private JWTClaimsSet.Builder claims() {
        var now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer.issuer())
                .audience("bancada-portal")
                .subject("0b3f-ana")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(120)))
                .jwtID(UUID.randomUUID().toString())
                .claim("sid", "s-1")
                .claim("typ", "Logout")
                .claim("events", Map.of(EVENT, Map.of()));
    }

    private String signed(JWTClaimsSet claims) {
        return signed(claims, issuer.rsa);
    }

    private static String signed(JWTClaimsSet claims, RSAKey key) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .type(new JOSEObjectType("logout+jwt"))
                    .keyID("rsa-1")
                    .build();
            var token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
