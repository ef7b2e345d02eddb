package io.bancada.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.bancada.access.model.Caller;
import io.bancada.identity.service.IdentityKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Set;

/**
 * The access tokens that this server gives to programs on compute instances (C23), and that only its API takes. They have
 * the claims of the identity provider's, so that nothing but the check of their signature differs. Short-lived, since
 * nobody can take one back.
 */
@ApplicationScoped
public class InstanceTokens {
    /** How long one is good for: what a person loses, a program on their instance loses by then. */
    public static final Duration LIFE = Duration.ofMinutes(10);

    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final String issuer;
    private final String audience;
    private final IdentityKey key;
    private final Clock clock;

    /** A token, and when it ends. */
    public record Issued(String token, Instant end) {}

    @Inject
    public InstanceTokens(WebConfig config, IdentityKey key, Clock clock) {
        this.issuer = config.url() + "/identity";
        this.audience = config.audience();
        this.key = key;
        this.clock = clock;
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPE));
        processor.setJWSKeySelector((header, context) -> new JWSVerificationKeySelector<>(
                        JWSAlgorithm.HS256, new ImmutableSecret<>(key.key()))
                .selectJWSKeys(header, context));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                audience, new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("sub", "exp", "iat")));
    }

    @SuppressWarnings("NullAway")
    protected InstanceTokens() {
        issuer = null;
        audience = null;
        key = null;
        clock = null;
    }

    /** A token with which its bearer is this caller. */
    public Issued issue(Caller caller) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(audience)
                .subject(caller.subject())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .claim("typ", "Bearer")
                .claim("azp", caller.client())
                .claim("preferred_username", caller.userName())
                .claim("name", caller.name())
                .claim("groups", List.copyOf(caller.groups()))
                .build();
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).type(TYPE).build(), claims);
            token.sign(new MACSigner(key.key()));
            return new Issued(token.serialize(), now.plus(LIFE));
        } catch (JOSEException e) {
            throw new IllegalStateException(e); // 32 bytes are what HS256 takes
        }
    }

    /** Whether it says that it is one of these; whether it is, {@link #check} finds. */
    boolean isOurs(SignedJWT token) {
        return JWSAlgorithm.HS256.equals(token.getHeader().getAlgorithm());
    }

    /** What a token says whose signature, issuer, audience and time are right. */
    JWTClaimsSet check(SignedJWT token) throws BadJOSEException, JOSEException {
        return processor.process(token, null);
    }
}
