package io.bancada.app.service;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.message.Message;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The apps there are: those that come along, and those of the admin's file {@code bancada.apps.file}, of which one with a
 * known name takes its place. A bad file stops the deployment.
 */
@ApplicationScoped
public class AppCatalog {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<App> apps;
    private final boolean root;

    public AppCatalog() {
        this(ConfigProvider.getConfig());
    }

    AppCatalog(Config config) {
        this(
                config.getOptionalValue("bancada.apps.file", String.class).map(Path::of),
                ProcessHandle.current().info().user().filter("root"::equals).isPresent());
    }

    AppCatalog(Optional<Path> file, boolean root) {
        this.root = root;
        Map<String, App> byName = new LinkedHashMap<>();
        own().forEach(app -> byName.put(app.name(), app));
        file.ifPresent(f -> admins(f).forEach(app -> byName.put(app.name(), app)));
        if (byName.containsKey(SshDoor.NAME)) {
            throw new IllegalArgumentException(
                    "bancada.apps.file has an app named " + SshDoor.NAME + "; give it another name");
        }
        this.apps = List.copyOf(byName.values());
    }

    /** Every app, the one that an instance opens first before the others, with whether it can be had. */
    public List<AppOffer> offers() {
        return apps.stream().map(app -> new AppOffer(app, missing(app))).toList();
    }

    /** The apps that start with an instance. */
    public List<App> installed() {
        return offers().stream().filter(AppOffer::installed).map(AppOffer::app).toList();
    }

    private Message missing(App app) {
        if (!Files.isExecutable(Path.of(app.program()))) {
            return app.install().isEmpty()
                    ? Message.of("app.notInstalled", app.displayName())
                    : Message.of("app.installIt", app.displayName(), app.install());
        }
        if (!app.asksForSecret() && !root) {
            return Message.of("app.needsRoot", app.displayName());
        }
        return Message.NONE;
    }

    private static List<App> own() {
        try (var in = Objects.requireNonNull(AppCatalog.class.getResourceAsStream("/io/bancada/app/apps.json"))) {
            return JSON.readValue(in, new TypeReference<List<App>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<App> admins(Path file) {
        try {
            return JSON.readValue(Files.readAllBytes(file), new TypeReference<List<App>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("bancada.apps.file " + file + " cannot be used: " + e.getMessage(), e);
        }
    }
}
