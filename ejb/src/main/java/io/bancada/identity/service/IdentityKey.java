package io.bancada.identity.service;

import io.bancada.workspace.service.Installation;
import io.bancada.workspace.service.KeyFile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What this installation signs with: {@code keys/identity.key} in its directory, outside the database. */
@ApplicationScoped
public class IdentityKey {
    private final KeyFile file;

    @Inject
    public IdentityKey(Installation installation) {
        this(new KeyFile(installation.home().resolve("keys").resolve("identity.key")));
    }

    public IdentityKey(KeyFile file) {
        this.file = file;
    }

    @SuppressWarnings("NullAway")
    protected IdentityKey() {
        this((KeyFile) null);
    }

    /** A signature of 32 bytes. */
    byte[] sign(byte[] text) {
        return file.sign(text);
    }

    /** 32 bytes, for tokens. */
    public byte[] key() {
        return file.key();
    }
}
