package io.bancada.workspace.service;

import java.util.Map;

/** Installations for tests without a server. */
public final class TestInstallation {
    private TestInstallation() {}

    /** One that answers at the address. */
    public static Installation at(String url) {
        return new Installation(new MapConfig(Map.of(
                "bancada.subscription-id", "6b2f9c1e-0a53-4c3f-9d0e-2a1b7c4d5e6f",
                "bancada.tenant-id", "0d9e8f7a-6b5c-4d3e-8f1a-9b8c7d6e5f4a",
                "bancada.url", url,
                "bancada.home", "/var/lib/bancada")));
    }
}
