package io.bancada.compute.service;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The first label of the host name of an instance's app: the digits of the instance's uid, which is random and never used
 * again, and behind a dash the app's name where it is not the first.
 *
 * @param instance the instance's uid
 * @param app the app's name; empty for the first app
 */
public record InstanceLabel(UUID instance, String app) {
    private static final Pattern SHAPE = Pattern.compile(
            "([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})(?:-([a-z][a-z0-9]{0,19}))?");

    /** The label that a host name begins with; empty where it is none of ours. */
    static Optional<InstanceLabel> parse(String label) {
        var matcher = SHAPE.matcher(label);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var uid = String.join(
                "-", matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4), matcher.group(5));
        return Optional.of(new InstanceLabel(UUID.fromString(uid), matcher.group(6) == null ? "" : matcher.group(6)));
    }

    @Override
    public String toString() {
        return instance.toString().replace("-", "") + (app.isEmpty() ? "" : "-" + app);
    }
}
