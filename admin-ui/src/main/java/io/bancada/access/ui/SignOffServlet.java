package io.bancada.access.ui;

import io.bancada.app.service.SignOff;
import io.bancada.app.service.SignOffs;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.wildfly.security.http.oidc.OidcSecurityContext;

/**
 * Ends the portal's session and then the one at the identity provider (OpenID Connect RP-initiated logout), which leads
 * back to the page that says goodbye. Another site can not sign a person off: it gets 403.
 */
@WebServlet("/sign-off")
public class SignOffServlet extends HttpServlet {
    private final String issuer;
    private final String portal;
    private final SignOffs signOffs;

    @Inject
    SignOffServlet(
            @ConfigProperty(name = "bancada.oidc.issuer") String issuer,
            @ConfigProperty(name = "bancada.url") String url,
            SignOffs signOffs) {
        this.issuer = issuer;
        this.portal = url + "/portal";
        this.signOffs = signOffs;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        signOff(request, response);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        signOff(request, response);
    }

    private void signOff(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if ("cross-site".equals(request.getHeader("Sec-Fetch-Site"))) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        OidcSecurityContext context = context(request);
        String idToken = context == null ? null : context.getIDTokenString();
        String signOn = context == null ? null : context.getToken().getClaimValueAsString("sid");
        request.logout();
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        if (signOn != null) {
            signOffs.announce(SignOff.ofSession(signOn));
        }
        response.setHeader("Cache-Control", "no-store");
        response.sendRedirect(endOfSession(idToken));
    }

    /** Without the hint the identity provider asks the person whether to sign off, so it is sent whenever it is known. */
    private String endOfSession(@Nullable String idToken) {
        String hint = idToken == null ? "client_id=bancada-portal" : "id_token_hint=" + encoded(idToken);
        return issuer + "/protocol/openid-connect/logout?" + hint + "&post_logout_redirect_uri="
                + encoded(portal + "/signed-off.html");
    }

    private static @Nullable OidcSecurityContext context(HttpServletRequest request) {
        return request.getAttribute(OidcSecurityContext.class.getName()) instanceof OidcSecurityContext context
                ? context
                : null;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
