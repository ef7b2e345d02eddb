package io.bancada.app.service;

import io.bancada.workspace.service.Installation;
import io.bancada.workspace.service.KeyFile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * What the server and one start of one app know: derived from a key outside the database, so that it is kept nowhere and
 * is the same after a restart of the server.
 */
@ApplicationScoped
public class AppSecrets {
    private final KeyFile key;

    @Inject
    public AppSecrets(Installation installation) {
        this(new KeyFile(installation.home().resolve("keys").resolve("apps.key")));
    }

    AppSecrets(KeyFile key) {
        this.key = key;
    }

    @SuppressWarnings("NullAway")
    protected AppSecrets() {
        this((KeyFile) null);
    }

    /** 64 hexadecimal digits. */
    String of(AppPlace place, App app) {
        var what = place.machines().location() + "\n" + place.node() + "\n" + place.person() + "\n"
                + app.capsule(place.start());
        return HexFormat.of().formatHex(key.sign(what.getBytes(StandardCharsets.UTF_8)));
    }
}
