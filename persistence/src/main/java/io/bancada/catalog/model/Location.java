package io.bancada.catalog.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** A region: one provider, its settings, and the VM sizes that it offers. */
@Entity
@Table(name = "location")
public class Location {
    @Id
    @Column(name = "name")
    private String name;

    @Column(name = "provider", nullable = false)
    private String provider;

    @Column(name = "settings", nullable = false)
    private String settings;

    @Column(name = "enabled", nullable = false)
    private boolean enabled;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Location() {}

    public Location(String name, String provider, String settings) {
        this.name = name;
        this.provider = provider;
        this.settings = settings;
        this.enabled = true;
    }

    public String name() {
        return name;
    }

    /** The {@code kind()} of the driver. */
    public String provider() {
        return provider;
    }

    /** A JSON object of strings: the driver's settings. */
    public String settings() {
        return settings;
    }

    public boolean enabled() {
        return enabled;
    }
}
