package io.bancada.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.bancada.app.service.SignOff;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Checks the tokens by which the identity provider says that a sign-on is over (OpenID Connect Back-Channel Logout 1.0): signed
 * by the issuer, for the portal, of now, of that kind and no other, and each good for once.
 */
@ApplicationScoped
public class LogoutTokens {
    private static final Logger LOG = Logger.getLogger(LogoutTokens.class);
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
    private static final String AUDIENCE = "bancada-portal";
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final Duration SKEW = Duration.ofSeconds(60);

    /** Of a token without an end of its own; and none is remembered for longer. */
    private static final Duration LIFE = Duration.ofMinutes(5);

    private static final int LONGEST = 16_384;
    private static final int MOST = 100_000;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final IssuerKeys keys;
    private final Clock clock;
    private final Map<String, Instant> used = new HashMap<>();

    @Inject
    public LogoutTokens(WebConfig config, IssuerKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("logout+jwt"), JOSEObjectType.JWT, null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys.source()));
        var claims = new DefaultJWTClaimsVerifier<SecurityContext>(
                AUDIENCE,
                new JWTClaimsSet.Builder().issuer(config.issuer().toString()).build(),
                Set.of("iat", "jti", "events"));
        claims.setMaxClockSkew((int) SKEW.toSeconds());
        processor.setJWTClaimsSetVerifier(claims);
    }

    @SuppressWarnings("NullAway")
    protected LogoutTokens() {
        keys = null;
        clock = null;
    }

    /**
     * What is over.
     *
     * @throws BancadaException 400 for a token that is not one of these or was shown before, 503 while no keys can be had
     */
    public SignOff redeem(String token) {
        if (token.length() > LONGEST) {
            throw refusal("it is too long");
        }
        try {
            var claims = processor.process(token, null);
            var signOff = new SignOff(text(claims, "sid"), text(claims, "sub"));
            requireLogout(claims, signOff);
            useUp(claims);
            return signOff;
        } catch (JOSEException e) {
            if (keys.missing(e)) {
                throw new BancadaException(
                        ErrorCode.UNAVAILABLE, "logout_token", "The issuer's keys cannot be had now; try again.");
            }
            throw refusal(String.valueOf(e.getMessage()));
        } catch (BadJOSEException | ParseException e) {
            throw refusal(String.valueOf(e.getMessage()));
        }
    }

    private void requireLogout(JWTClaimsSet claims, SignOff signOff) throws ParseException, BadJOSEException {
        var events = claims.getJSONObjectClaim("events");
        if (events == null || !(events.get(EVENT) instanceof Map)) {
            throw new BadJOSEException("it is of another event");
        }
        // An ID token has one: it can never pass for the end of what it began.
        if (claims.getClaim("nonce") != null) {
            throw new BadJOSEException("it has a nonce");
        }
        if (signOff.session().isEmpty() && signOff.subject().isEmpty()) {
            throw new BadJOSEException("it names neither session nor person");
        }
        var issued = claims.getIssueTime().toInstant();
        var now = clock.instant();
        if (issued.isAfter(now.plus(SKEW)) || issued.isBefore(now.minus(LIFE))) {
            throw new BadJOSEException("it is not of now");
        }
    }

    private synchronized void useUp(JWTClaimsSet claims) throws BadJOSEException {
        var now = clock.instant();
        used.values().removeIf(end -> end.isBefore(now));
        if (used.size() >= MOST) {
            throw new BancadaException(ErrorCode.UNAVAILABLE, "logout_token", "Too many sign-offs at once; try again.");
        }
        if (claims.getJWTID().isBlank()
                || used.putIfAbsent(claims.getJWTID(), now.plus(LIFE).plus(SKEW).plus(SKEW)) != null) {
            throw new BadJOSEException("it was used before");
        }
    }

    private static Optional<String> text(JWTClaimsSet claims, String name) throws ParseException {
        return Optional.ofNullable(claims.getStringClaim(name)).filter(value -> !value.isBlank());
    }

    private static BancadaException refusal(String why) {
        LOG.debugf("a logout token is refused: %s", why);
        return BancadaException.invalid(
                "logout_token", "This is no logout token of the identity provider's, or one that was used before.");
    }
}
