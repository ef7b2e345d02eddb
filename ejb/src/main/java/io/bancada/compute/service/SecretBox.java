package io.bancada.compute.service;

import io.bancada.workspace.service.Installation;
import io.bancada.workspace.service.KeyFile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what the database keeps of secrets: AES-256-GCM under 32 random bytes in {@code keys/secrets.key} of the
 * installation's directory, made at first use with mode 0600, outside the database. Whoever restores the database needs
 * that file too; without it, every machine must be given its key again.
 */
@ApplicationScoped
public class SecretBox {
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;
    private static final String VERSION = "1.";

    private final KeyFile key;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public SecretBox(Installation installation) {
        this(installation.home().resolve("keys").resolve("secrets.key"));
    }

    SecretBox(Path file) {
        this.key = new KeyFile(file);
    }

    @SuppressWarnings("NullAway")
    protected SecretBox() {
        this.key = null;
    }

    /**
     * Encrypts.
     *
     * @param owner whose secret it is: what was sealed for one owner opens for no other
     */
    public String seal(Secret secret, UUID owner) {
        try {
            var nonce = new byte[NONCE_LENGTH];
            random.nextBytes(nonce);
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, owner)
                    .doFinal(secret.value().getBytes(StandardCharsets.UTF_8));
            return VERSION
                    + Base64.getEncoder()
                            .encodeToString(ByteBuffer.allocate(nonce.length + sealed.length)
                                    .put(nonce)
                                    .put(sealed)
                                    .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + TRANSFORMATION, e);
        }
    }

    /**
     * Decrypts.
     *
     * @throws IllegalStateException where it was sealed under another key or for another owner, or was changed
     */
    public Secret open(String sealed, UUID owner) {
        try {
            if (!sealed.startsWith(VERSION)) {
                throw new GeneralSecurityException("not sealed here");
            }
            var bytes = Base64.getDecoder().decode(sealed.substring(VERSION.length()));
            if (bytes.length < NONCE_LENGTH) {
                throw new GeneralSecurityException("too short");
            }
            var nonce = java.util.Arrays.copyOf(bytes, NONCE_LENGTH);
            var open =
                    cipher(Cipher.DECRYPT_MODE, nonce, owner).doFinal(bytes, NONCE_LENGTH, bytes.length - NONCE_LENGTH);
            return new Secret(new String(open, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "a secret in the database cannot be opened with " + key.file()
                            + "; restore that file, or give the machine its key again",
                    e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, UUID owner) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, new SecretKeySpec(key.key(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.toString().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
