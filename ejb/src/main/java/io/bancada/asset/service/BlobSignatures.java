package io.bancada.asset.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Signs and checks the query of an upload address: who holds it may read, write and list one container for a while. */
@ApplicationScoped
public class BlobSignatures {
    private static final String VERSION = "2021-12-02";
    private static final String PERMISSIONS = "rcwl";

    private final SigningKey key;
    private final Clock clock;

    @Inject
    public BlobSignatures(SigningKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected BlobSignatures() {
        this(null, null);
    }

    /** The query, named as in Azure's shared access signatures. */
    String query(String container, Instant end) {
        var expiry = end.truncatedTo(ChronoUnit.SECONDS).toString();
        return "sv=" + VERSION + "&sr=c&spr=https&sp=" + PERMISSIONS + "&se=" + expiry.replace(":", "%3A") + "&sig="
                + signature(container, expiry);
    }

    /**
     * Goes on only with a signature of ours for this container whose time is not over.
     *
     * @param expiry the parameter {@code se}
     * @param signature the parameter {@code sig}
     * @throws BlobException 403
     */
    public void require(String container, @Nullable String expiry, @Nullable String signature) {
        if (!BlobAddress.isContainer(container) || expiry == null || signature == null) {
            throw refusal();
        }
        var expected = signature(container, expiry).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))) {
            throw refusal();
        }
        try {
            if (!clock.instant().isBefore(Instant.parse(expiry))) {
                throw refusal();
            }
        } catch (DateTimeException e) {
            throw refusal();
        }
    }

    private String signature(String container, String expiry) {
        var text = String.join("\n", VERSION, "c", PERMISSIONS, expiry, container);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.sign(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static BlobException refusal() {
        return new BlobException(
                403,
                "AuthenticationFailed",
                "The signature is missing, not for this container, or its time is over; ask startPendingUpload for a"
                        + " new one.");
    }
}
