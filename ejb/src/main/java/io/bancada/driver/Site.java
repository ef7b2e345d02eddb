package io.bancada.driver;

import java.util.Map;

/**
 * A location as its driver sees it.
 *
 * @param location the location's name, such as {@code local}
 * @param settings the driver's own settings; each driver documents its keys and their defaults
 */
public record Site(String location, Map<String, String> settings) {
    public Site {
        settings = Map.copyOf(settings);
    }

    /** The setting, or {@code defaultValue} where the admin gave none. */
    public String setting(String key, String defaultValue) {
        return settings.getOrDefault(key, defaultValue);
    }
}
