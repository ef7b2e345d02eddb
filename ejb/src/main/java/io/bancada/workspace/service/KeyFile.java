package io.bancada.workspace.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key outside the database: 32 random bytes in a file with mode 0600, made at the first use.
 *
 * @param file where it stands
 */
public record KeyFile(Path file) {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LENGTH = 32;

    /** The signature of these bytes: 32 of them. */
    public byte[] sign(byte[] text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(), ALGORITHM));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** The key itself: 32 bytes. */
    public byte[] key() {
        try {
            if (!Files.exists(file)) {
                make();
            }
            var key = Files.readAllBytes(file);
            if (key.length != LENGTH) {
                throw new IllegalStateException(file + " should hold " + LENGTH
                        + " bytes; restore it. Without it a new key is made, which opens nothing old");
            }
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Made aside and linked into place, so that two servers that start at once end with one key. */
    private void make() throws IOException {
        var folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(folder, mode("rwx------"));
        var aside = Files.createFile(folder.resolve(UUID.randomUUID() + ".tmp"), mode("rw-------"));
        try {
            var key = new byte[LENGTH];
            new SecureRandom().nextBytes(key);
            Files.write(aside, key);
            Files.createLink(file, aside);
        } catch (FileAlreadyExistsException e) {
            // Another server was faster; its key is the key.
        } finally {
            Files.delete(aside);
        }
    }

    private static FileAttribute<?> mode(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
