package io.bancada.app.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.driver.DriverException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Asks apps whether somebody works in them. That a browser shows one is no work. */
@ApplicationScoped
public class AppActivities {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST = 1 << 20;

    private final AppServers servers;

    @Inject
    public AppActivities(AppServers servers) {
        this.servers = servers;
    }

    @SuppressWarnings("NullAway")
    protected AppActivities() {
        this(null);
    }

    /**
     * What the app says; empty where it does not answer now. An app that cannot say has no work to tell of.
     *
     * @throws DriverException when its machine cannot be reached
     */
    public Optional<AppActivity> look(AppPlace place, App app) {
        if (!app.speaksJupyter()) {
            return Optional.of(AppActivity.NONE);
        }
        try {
            var kernels = ask(place, app, "/api/kernels");
            var terminals = ask(place, app, "/api/terminals");
            return Optional.of(new AppActivity(busy(kernels), last(kernels), last(terminals)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private JsonNode ask(AppPlace place, App app, String path) throws IOException {
        return JSON.readTree(
                AppProbe.body(servers.open(place, app), path, servers.authorization(place, app), PATIENCE, MOST));
    }

    private static int busy(JsonNode kernels) {
        return (int) items(kernels)
                .filter(kernel -> kernel.path("execution_state").asText().equals("busy"))
                .count();
    }

    private static Optional<Instant> last(JsonNode list) {
        return items(list)
                .flatMap(item -> time(item.path("last_activity").asText()).stream())
                .max(Comparator.naturalOrder());
    }

    private static Stream<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
