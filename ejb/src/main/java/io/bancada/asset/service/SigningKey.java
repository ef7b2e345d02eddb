package io.bancada.asset.service;

import io.bancada.workspace.service.Installation;
import io.bancada.workspace.service.KeyFile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;

/**
 * The key that signs upload addresses: 32 random bytes in {@code keys/blob-sas.key} of the installation's directory, made
 * at first use with mode 0600, outside the database. Removing the file ends all open uploads.
 */
@ApplicationScoped
public class SigningKey {
    private final KeyFile key;

    @Inject
    public SigningKey(Installation installation) {
        this(installation.home().resolve("keys").resolve("blob-sas.key"));
    }

    SigningKey(Path file) {
        this.key = new KeyFile(file);
    }

    @SuppressWarnings("NullAway")
    protected SigningKey() {
        this.key = null;
    }

    /** The signature of these bytes. */
    byte[] sign(byte[] text) {
        return key.sign(text);
    }
}
