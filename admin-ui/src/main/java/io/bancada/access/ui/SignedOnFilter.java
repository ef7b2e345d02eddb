package io.bancada.access.ui;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Notes whose session it is, and sends away who may not sign on any more though the token is still good. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class SignedOnFilter extends HttpFilter {
    private final SignedOn person;
    private final PortalSessions sessions;

    @Inject
    SignedOnFilter(SignedOn person, PortalSessions sessions) {
        this.person = person;
        this.sessions = sessions;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!person.isKnown()) {
            chain.doFilter(request, response);
            return;
        }
        var session = request.getSession(false);
        if (person.mayStay()) {
            var signOn = person.session();
            if (session != null && signOn != null) {
                sessions.note(session, signOn, person.caller().subject());
            }
            chain.doFilter(request, response);
            return;
        }
        request.logout();
        if (session != null) {
            session.invalidate();
        }
        response.setHeader("Cache-Control", "no-store");
        response.sendRedirect(request.getContextPath() + "/signed-off.html?why=account");
    }
}
