package io.bancada.access.ui;

import io.bancada.app.service.SignOffs;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Keeps {@link PortalSessions} in step with the server's, and lets them hear of sign-offs. */
@WebListener
public class PortalSessionListener implements ServletContextListener, HttpSessionListener {
    private static final Logger LOG = Logger.getLogger(PortalSessionListener.class);

    private final PortalSessions sessions;
    private final SignOffs signOffs;
    private final List<AutoCloseable> closeables = new ArrayList<>();

    @Inject
    public PortalSessionListener(PortalSessions sessions, SignOffs signOffs) {
        this.sessions = sessions;
        this.signOffs = signOffs;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        closeables.add(signOffs.subscribe(sessions::end));
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

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        sessions.forget(event.getSession());
    }
}
