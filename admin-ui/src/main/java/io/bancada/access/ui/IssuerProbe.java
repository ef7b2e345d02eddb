package io.bancada.access.ui;

import io.bancada.person.service.IssuerTrust;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks every few seconds whether the identity provider answers, so that nobody is sent there in vain. */
@WebListener
public class IssuerProbe implements ServletContextListener {
    /** Where the servlet context holds it. */
    static final String ATTRIBUTE = IssuerProbe.class.getName();

    private static final Logger LOG = Logger.getLogger(IssuerProbe.class);
    private static final long LOOK_SECONDS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @Resource
    private @Nullable ManagedScheduledExecutorService timer;

    private volatile boolean answers = true;
    private @Nullable Future<?> looks;

    /** Whether it answered when it was asked last. */
    boolean answers() {
        return answers;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        var config = ConfigProvider.getConfig();
        var builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
        config.getOptionalValue("bancada.ca-file", String.class)
                .map(Path::of)
                .ifPresent(file -> builder.sslContext(IssuerTrust.in(file)));
        var http = builder.build();
        var request = HttpRequest.newBuilder(URI.create(
                        config.getValue("bancada.oidc.issuer", String.class) + "/.well-known/openid-configuration"))
                .timeout(PATIENCE)
                .build();
        event.getServletContext().setAttribute(ATTRIBUTE, this);
        if (timer != null) {
            looks = timer.scheduleWithFixedDelay(() -> look(http, request), 0, LOOK_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (looks != null) {
            looks.cancel(true);
        }
    }

    private void look(HttpClient http, HttpRequest request) {
        var now = ask(http, request);
        if (now != answers) {
            LOG.warnf("the identity provider %s", now ? "answers again" : "does not answer: nobody can sign on");
        }
        answers = now;
    }

    private static boolean ask(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true; // the portal goes down, not the identity provider
        }
    }
}
