package io.bancada.app.service;

import io.bancada.person.service.DirectoryUnavailable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** The tokens by which programs without a browser open the apps of instances, as the person whose instance it is. */
public interface AccessTokens {
    /** With which every token begins, so that one that has leaked is recognised for what it is. */
    String PREFIX = "bnct_";

    /**
     * What a token is good for; empty where there is none with this digest, or none any more. Asks the database.
     *
     * @param digest as {@link #digest} makes it
     */
    Optional<AccessGrant> find(String digest);

    /**
     * Whether the person may open the instance now: may sign on, and holds a role that allows it. Asks the directory of
     * people, and puts on record that the instance was opened where the answer is yes.
     *
     * @throws DirectoryUnavailable when nobody can be asked
     */
    boolean open(AccessGrant grant);

    /** As {@link #open}, of what is open already: goes on no record. */
    boolean goesOn(AccessGrant grant);

    /** A program has shown the token then. */
    void used(AccessGrant grant, Instant at);

    /** By which a token is known: its SHA-256 in hexadecimal digits. */
    static String digest(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
