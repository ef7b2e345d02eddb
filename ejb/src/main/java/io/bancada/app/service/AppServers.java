package io.bancada.app.service;

import io.bancada.app.service.AppStatus.State;
import io.bancada.driver.CapsuleSignal;
import io.bancada.driver.DriverException;
import io.bancada.driver.OpensTunnels;
import io.bancada.driver.Shell;
import io.bancada.message.Message;
import io.bancada.node.service.NodePlace;
import io.bancada.node.service.NodeSource;
import io.bancada.node.service.NodeSources;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/**
 * Starts apps on instances and says when they answer. Every call may be made again at any time; none is made inside a
 * transaction. What a driver throws is thrown on, but for {@link #look}, which tells it.
 */
@ApplicationScoped
public class AppServers {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int TAIL = 2000;

    private final Function<NodePlace, NodeSource> sources;
    private final AppSecrets secrets;

    @Inject
    public AppServers(NodeSources sources, AppSecrets secrets) {
        this(sources::at, secrets);
    }

    AppServers(Function<NodePlace, NodeSource> sources, AppSecrets secrets) {
        this.sources = sources;
        this.secrets = secrets;
    }

    @SuppressWarnings("NullAway")
    protected AppServers() {
        this((Function<NodePlace, NodeSource>) null, null);
    }

    /**
     * Starts the app; nothing happens where this start of it was made already.
     *
     * @param told variables of its environment beside its own
     * @throws DriverException as {@link Shell#start} does
     */
    public void start(AppPlace place, App app, Map<String, String> told) {
        try {
            Files.createDirectories(place.files());
            Files.createDirectories(place.shared());
        } catch (IOException e) {
            throw new DriverException.Unavailable(Message.of("app.noFolder", String.valueOf(e.getMessage())), e);
        }
        var shell = shell(place);
        var root = shell.root(app.capsule(place.start()));
        shell.start(AppCapsules.capsule(app, place, secrets.of(place, app), told, root));
    }

    /** How far the app is: READY once it has answered 200 to its secret, and refused whoever does not show it. */
    public AppStatus look(AppPlace place, App app) {
        try {
            var status = shell(place).status(app.capsule(place.start()));
            return switch (status.state()) {
                case ABSENT -> new AppStatus(State.ABSENT, "It has not been started.");
                case RUNNING -> probe(place, app);
                case ENDED ->
                    new AppStatus(State.FAILED, app.displayName() + " has ended. Its last words: " + tail(place, app));
            };
        } catch (DriverException.Unavailable | IOException e) {
            return new AppStatus(State.STARTING, String.valueOf(e.getMessage()));
        } catch (DriverException e) {
            return new AppStatus(State.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private AppStatus probe(AppPlace place, App app) throws IOException {
        if (app.name().equals(SshDoor.NAME)) {
            return AppProbe.greetsBySsh(open(place, app), PATIENCE)
                    ? new AppStatus(State.READY, "")
                    : new AppStatus(State.FAILED, "It does not speak SSH.");
        }
        var status = AppProbe.get(open(place, app), app.ready(), authorization(place, app), PATIENCE);
        if (status != 200) {
            return new AppStatus(State.STARTING, app.displayName() + " answers " + status + " so far.");
        }
        if (app.asksForSecret() && AppProbe.get(open(place, app), app.ready(), "", PATIENCE) == 200) {
            return new AppStatus(
                    State.FAILED, app.displayName() + " answers without its secret; it is not to be opened.");
        }
        return new AppStatus(State.READY, "");
    }

    /**
     * A stream to the app.
     *
     * @throws DriverException as {@link OpensTunnels#tunnel} does
     */
    public SocketChannel open(AppPlace place, App app) {
        var source = sources.apply(place.machines());
        if (source.provider() instanceof OpensTunnels tunnels) {
            return tunnels.tunnel(source.site(), place.node(), app.capsule(place.start()), AppCapsules.SOCKET);
        }
        throw new DriverException.Rejected(
                Message.of("app.noStreams", source.site().location()));
    }

    /** The value of the Authorization header with which the app lets the gateway in; empty for none. */
    public String authorization(AppPlace place, App app) {
        return app.authorization().replace("{secret}", secrets.of(place, app));
    }

    /** Asks the app to end; nothing happens where it has. */
    public void stop(AppPlace place, App app) {
        shell(place).signal(app.capsule(place.start()), CapsuleSignal.TERMINATE);
    }

    private String tail(AppPlace place, App app) {
        var id = app.capsule(place.start());
        try {
            var size = shell(place).list(id, "", 10).stream()
                    .filter(file -> file.path().equals("stderr.log"))
                    .mapToLong(file -> file.bytes())
                    .sum();
            var bytes = shell(place).read(id, "stderr.log", Math.max(0, size - TAIL), TAIL);
            return new String(bytes, StandardCharsets.UTF_8).strip();
        } catch (DriverException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private Shell shell(AppPlace place) {
        return sources.apply(place.machines()).shell(place.node());
    }
}
