package io.bancada.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import io.bancada.person.service.IssuerTrust;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.MalformedURLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The keys that the issuer signs tokens with. Cached and refreshed ahead; an unknown key id makes a new fetch, but not
 * more often than every half minute; with the issuer away, known keys are good for another hour.
 */
@ApplicationScoped
public class IssuerKeys {
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int MOST_BYTES = 1 << 18;
    private static final Duration FRESH = Duration.ofMinutes(15);
    private static final Duration OUTAGE = Duration.ofHours(1);
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);

    private final JWKSource<SecurityContext> source;
    private final AtomicBoolean fetched = new AtomicBoolean();

    @Inject
    public IssuerKeys(WebConfig config) {
        this(config, BETWEEN_FETCHES);
    }

    IssuerKeys(WebConfig config, Duration betweenFetches) {
        try {
            var retriever = new DefaultResourceRetriever(
                    TIMEOUT_MILLIS,
                    TIMEOUT_MILLIS,
                    MOST_BYTES,
                    true,
                    config.caFile()
                            .map(file -> IssuerTrust.in(file).getSocketFactory())
                            .orElse(null));
            source = JWKSourceBuilder.create(config.keys().toURL(), url -> {
                        var resource = retriever.retrieveResource(url);
                        fetched.set(true);
                        return resource;
                    })
                    .cache(FRESH.toMillis(), 2L * TIMEOUT_MILLIS)
                    .refreshAheadCache(FRESH.toMillis() / 5, false)
                    .rateLimited(betweenFetches.toMillis())
                    .outageTolerant(OUTAGE.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("bancada.oidc.jwks-uri is " + config.keys(), e);
        }
    }

    @SuppressWarnings("NullAway")
    protected IssuerKeys() {
        source = null;
    }

    JWKSource<SecurityContext> source() {
        return source;
    }

    /** Whether a failure means that there are no keys to check with, rather than none for this token. */
    boolean missing(JOSEException failure) {
        return failure instanceof KeySourceException
                && !(failure instanceof RateLimitReachedException && fetched.get());
    }

    @PreDestroy
    void close() throws IOException {
        if (source instanceof java.io.Closeable closeable) {
            closeable.close();
        }
    }
}
