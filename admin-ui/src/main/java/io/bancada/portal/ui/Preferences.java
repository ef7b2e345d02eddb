package io.bancada.portal.ui;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the person chose for this browser, in cookies that hold one word each: language, light or dark, and the workspace. */
@Named("preferences")
@RequestScoped
public class Preferences {
    /** The languages that the portal speaks; the first one where the browser asks for none of them. */
    public static final List<Locale> LOCALES =
            List.of(Locale.ENGLISH, Locale.forLanguageTag("pt-BR"), Locale.forLanguageTag("zh-CN"));

    private final HttpServletRequest request;

    @Inject
    public Preferences(HttpServletRequest request) {
        this.request = request;
    }

    @SuppressWarnings("NullAway")
    protected Preferences() {
        this(null);
    }

    /** The chosen language, else the first that the browser asks for and the portal speaks. */
    public Locale getLocale() {
        return cookie("bancada-language")
                .flatMap(tag -> spoken(Locale.forLanguageTag(tag)))
                .or(() -> Collections.list(request.getLocales()).stream()
                        .flatMap(l -> spoken(l).stream())
                        .findFirst())
                .orElse(LOCALES.get(0));
    }

    /** The language as HTML names it. */
    public String getLanguage() {
        return getLocale().toLanguageTag();
    }

    /** {@code light}, {@code dark}, or {@code auto} where the browser decides. */
    public String getTheme() {
        return cookie("bancada-theme")
                .filter(List.of("light", "dark")::contains)
                .orElse("auto");
    }

    /** The chosen workspace as {@code group/name}; empty where none was chosen. */
    public String getWorkspace() {
        return cookie("bancada-workspace")
                .map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8))
                .orElse("");
    }

    private static Optional<Locale> spoken(Locale wanted) {
        return LOCALES.stream()
                .filter(l -> l.getLanguage().equals(wanted.getLanguage()))
                .findFirst();
    }

    private Optional<String> cookie(String name) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(c -> c.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst();
    }
}
