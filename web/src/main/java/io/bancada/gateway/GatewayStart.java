package io.bancada.gateway;

import io.bancada.app.service.AccessTokens;
import io.bancada.app.service.InstanceOrigins;
import io.bancada.app.service.InstanceTickets;
import io.bancada.app.service.OpenApps;
import io.bancada.app.service.SignOffs;
import io.bancada.app.service.SshDoors;
import io.bancada.operation.service.ResourceChanges;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/** Builds the gateway when the deployment starts, and ends all sessions when it stops. */
@WebListener
public class GatewayStart implements ServletContextListener {
    private static final Logger LOG = Logger.getLogger(GatewayStart.class);
    private static final long LOOK_SECONDS = 5;

    private final InstanceOrigins backends;
    private final InstanceTickets tickets;
    private final AccessTokens tokens;
    private final SignOffs signOffs;
    private final SshDoors sshDoors;
    private final OpenApps openApps;
    private final ResourceChanges changes;
    private final Clock clock;
    private final List<AutoCloseable> closeables = new ArrayList<>();

    @Resource
    private ManagedScheduledExecutorService timer;

    @Inject
    @SuppressWarnings("NullAway.Init")
    public GatewayStart(
            InstanceOrigins backends,
            InstanceTickets tickets,
            AccessTokens tokens,
            SignOffs signOffs,
            SshDoors sshDoors,
            OpenApps openApps,
            ResourceChanges changes,
            Clock clock) {
        this.backends = backends;
        this.tickets = tickets;
        this.tokens = tokens;
        this.signOffs = signOffs;
        this.sshDoors = sshDoors;
        this.openApps = openApps;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        var config = GatewayConfig.from(ConfigProvider.getConfig());
        var relay = new Relay();
        closeables.add(relay);
        var sessions = new GatewaySessions(clock, config.longest());
        closeables.add(() -> sessions.end(session -> true));
        var instances = new InstanceDirectory(backends, clock);
        closeables.add(changes.subscribe(change -> instances.forget()));
        var tokenSessions = openToTokens(config);
        closeables.add(signOffs.subscribe(
                ended -> sessions.end(session -> ended.ends(session.signOn().id(), session.subject()))));
        var watch = new SessionWatch(sessions, instances, new KeycloakClient(config), config, clock);
        every(watch::look);
        every(new RightsWatch(sessions, instances, openApps::goOn, config, clock)::look);
        openSsh(config);
        event.getServletContext()
                .setAttribute(
                        GatewayExtension.ATTRIBUTE,
                        new Gateway(
                                config, sessions, tokenSessions, tickets, instances, new BackendClient(relay), clock));
    }

    private TokenSessions openToTokens(GatewayConfig config) {
        var sessions = new TokenSessions(tokens, config, clock);
        closeables.add(sessions::endAll);
        closeables.add(changes.subscribe(change -> sessions.forget()));
        every(sessions::look);
        return sessions;
    }

    private void every(Runnable look) {
        var looks = timer.scheduleWithFixedDelay(look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        closeables.add(() -> looks.cancel(false));
    }

    private void openSsh(GatewayConfig config) {
        try {
            var ssh = new SshGateway(sshDoors, config.sshAddress(), timer);
            closeables.add(ssh);
            closeables.add(changes.subscribe(change -> {
                if (change.collection().equals("computes")) {
                    ssh.look();
                }
            }));
            ssh.look();
        } catch (IOException e) {
            throw new UncheckedIOException("SSH to instances cannot be opened", e);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        for (var closeable : closeables) {
            try {
                closeable.close();
            } catch (Exception e) {
                LOG.debug("closed badly", e);
            }
        }
    }
}
