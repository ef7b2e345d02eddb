package io.bancada.catalog.model;

import io.bancada.json.StringMapConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.Map;

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
    @Convert(converter = StringMapConverter.class)
    private Map<String, String> settings;

    @Column(name = "enabled", nullable = false)
    private boolean enabled;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Location() {}

    public Location(String name, String provider, Map<String, String> settings) {
        this.name = name;
        this.provider = provider;
        this.settings = Map.copyOf(settings);
        this.enabled = true;
    }

    public String name() {
        return name;
    }

    /** The {@code kind()} of the driver. */
    public String provider() {
        return provider;
    }

    /** The driver's own settings. */
    public Map<String, String> settings() {
        return settings;
    }

    public boolean enabled() {
        return enabled;
    }
}
