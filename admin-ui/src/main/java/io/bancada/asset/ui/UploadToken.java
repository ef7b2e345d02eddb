package io.bancada.asset.ui;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Proof that an upload comes from a page of this session: drawn once, known to those pages only. */
@SessionScoped
public class UploadToken implements Serializable {
    private final String value;

    public UploadToken() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        value = HexFormat.of().formatHex(bytes);
    }

    public String get() {
        return value;
    }

    /** Compares in constant time. */
    public boolean matches(@Nullable String given) {
        return given != null
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
    }
}
