package io.bancada.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.bancada.access.model.Caller;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Turns an access token into a {@link Caller}: signed by a key of the issuer, or by this server for a program on a compute
 * instance ({@link InstanceTokens}), meant for this API, in its time, and an access token rather than an ID token. The identity provider is not asked; its keys are cached, and what was checked a
 * moment ago is not checked again.
 */
@ApplicationScoped
public class TokenVerifier {
    private static final Logger LOG = Logger.getLogger(TokenVerifier.class);
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
    private static final int CLOCK_SKEW_SECONDS = 60;
    private static final int MOST_GROUPS = 2000;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final IssuerKeys keys;
    private final InstanceTokens ours;
    private final RecentTokens recent;

    @Inject
    public TokenVerifier(WebConfig config, IssuerKeys keys, InstanceTokens ours, Clock clock) {
        this.keys = keys;
        this.ours = ours;
        this.recent = new RecentTokens(clock);
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys.source()));
        var claims = new DefaultJWTClaimsVerifier<SecurityContext>(
                config.audience(),
                new JWTClaimsSet.Builder().issuer(config.issuer().toString()).build(),
                Set.of("sub", "exp", "iat"));
        claims.setMaxClockSkew(CLOCK_SKEW_SECONDS);
        processor.setJWTClaimsSetVerifier(claims);
    }

    @SuppressWarnings("NullAway")
    protected TokenVerifier() {
        keys = null;
        ours = null;
        recent = null;
    }

    /**
     * Who the bearer is.
     *
     * @throws BancadaException 401 for a token that is none of ours, 503 while no keys can be had to check it
     */
    public Caller verify(String token) {
        return recent.find(token).orElseGet(() -> check(token));
    }

    private Caller check(String token) {
        try {
            var signed = SignedJWT.parse(token);
            var claims = ours.isOurs(signed) ? ours.check(signed) : processor.process(signed, null);
            var caller = caller(claims);
            recent.put(token, caller, claims.getExpirationTime().toInstant());
            return caller;
        } catch (JOSEException e) {
            throw keys.missing(e) ? unavailable(e) : refusal(e);
        } catch (BadJOSEException | ParseException e) {
            throw refusal(e);
        }
    }

    private static Caller caller(JWTClaimsSet claims) throws ParseException, BadJOSEException {
        if (!"Bearer".equals(claims.getStringClaim("typ"))) {
            throw new BadJOSEException("not an access token");
        }
        var subject = claims.getSubject();
        if (subject.isBlank() || subject.equals(Caller.SYSTEM.subject())) {
            throw new BadJOSEException("no subject");
        }
        var userName =
                Optional.ofNullable(claims.getStringClaim("preferred_username")).orElse(subject);
        var groups = groups(claims.getStringListClaim("groups"));
        return new Caller(
                subject,
                userName,
                Optional.ofNullable(claims.getStringClaim("name"))
                        .filter(n -> !n.isBlank())
                        .orElse(userName),
                groups,
                Optional.ofNullable(claims.getStringClaim("azp")).orElse(""));
    }

    private static Set<String> groups(@Nullable List<String> claim) throws BadJOSEException {
        if (claim == null) {
            return Set.of();
        }
        if (claim.size() > MOST_GROUPS || claim.contains(null)) {
            throw new BadJOSEException("groups");
        }
        return new HashSet<>(claim);
    }

    private static BancadaException refusal(Exception why) {
        LOG.debugf(why, "token refused");
        return new BancadaException(
                ErrorCode.UNAUTHENTICATED,
                null,
                "Authentication failed. The access token is invalid, expired or not meant for this API; get a new one.");
    }

    private static BancadaException unavailable(Exception why) {
        LOG.warnf("no keys to check tokens with: %s", why.getMessage());
        return new BancadaException(
                ErrorCode.UNAVAILABLE, null, "The identity provider cannot be reached to check your token; try again.");
    }
}
