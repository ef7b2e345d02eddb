package io.bancada.access.ui;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Leads who has just signed on to the whole address that was wanted, once. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class SignOnReturn extends HttpFilter {
    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var cookie = cookie(request);
        if (cookie.isEmpty()
                || request.getUserPrincipal() == null
                || !request.getMethod().equals("GET")) {
            chain.doFilter(request, response);
            return;
        }
        response.addCookie(gone());
        var wanted = WantedAddress.of(cookie.orElseThrow().getValue())
                .filter(address -> request.getQueryString() == null && address.isOf(request.getRequestURI()));
        if (wanted.isPresent()) {
            response.sendRedirect(
                    request.getRequestURI() + "?" + wanted.orElseThrow().query());
        } else {
            chain.doFilter(request, response);
        }
    }

    private static Optional<Cookie> cookie(HttpServletRequest request) {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Arrays::stream)
                .filter(c -> c.getName().equals(WantedAddress.COOKIE))
                .findFirst();
    }

    private static Cookie gone() {
        var cookie = new Cookie(WantedAddress.COOKIE, "");
        cookie.setPath("/portal");
        cookie.setMaxAge(0);
        cookie.setSecure(true);
        cookie.setHttpOnly(true);
        return cookie;
    }
}
