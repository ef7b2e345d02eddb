package io.bancada.compute.ui;

import io.bancada.app.service.InstanceDomain;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.eclipse.microprofile.config.ConfigProvider;

/** Lets the page of the connection check, and no other, reach the one origin that answers the check. */
@WebFilter(urlPatterns = {"/compute/connection", "/compute/connection.xhtml"})
public class ConnectionPolicy extends HttpFilter {
    private static final String OWN = "connect-src 'self'";

    private final String wider;

    /** Reads where the check is answered. */
    public ConnectionPolicy() {
        var origin = InstanceDomain.from(ConfigProvider.getConfig()).origin(InstanceDomain.CHECK_LABEL);
        this.wider = OWN + " " + origin + " " + origin.replaceFirst("^http", "ws");
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, new Widened(response, wider));
    }

    /** The response whose policy is written by PrimeFaces, which knows one for all pages. */
    private static final class Widened extends HttpServletResponseWrapper {
        private final String wider;

        Widened(HttpServletResponse response, String wider) {
            super(response);
            this.wider = wider;
        }

        @Override
        public void addHeader(String name, String value) {
            super.addHeader(name, widened(name, value));
        }

        @Override
        public void setHeader(String name, String value) {
            super.setHeader(name, widened(name, value));
        }

        private String widened(String name, String value) {
            return name.equalsIgnoreCase("Content-Security-Policy") ? value.replace(OWN, wider) : value;
        }
    }
}
