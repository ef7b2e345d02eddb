package io.bancada.app.service;

import io.bancada.driver.Capsule;
import io.bancada.file.model.SharePath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what is started for an app. */
final class AppCapsules {
    static final String SOCKET = "app.sock";
    private static final String SHARE = "/share";
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

    private AppCapsules() {}

    /**
     * The capsule of this start of the app.
     *
     * @param told further variables of its environment
     * @param root the capsule's directory as its processes see it
     */
    static Capsule capsule(App app, AppPlace place, String secret, Map<String, String> told, String root) {
        var id = app.capsule(place.start());
        var values = Map.of("socket", root + "/" + SOCKET, "root", SHARE, "user", place.user(), "capsule", id.value());
        List<String> command = new ArrayList<>(List.of(app.program()));
        app.arguments().forEach(argument -> command.add(filled(argument, values)));
        Map<String, String> environment = new HashMap<>(told);
        environment.put("USER", place.user());
        environment.put("SHELL", "/bin/bash");
        environment.put("PIP_BREAK_SYSTEM_PACKAGES", "1"); // packages go to the home, which the instance keeps
        app.environment()
                .forEach((name, value) -> environment.put(name, filled(value.replace("{secret}", secret), values)));
        Map<String, Path> shares = Map.of(
                SHARE + "/" + SharePath.USERS + "/" + place.user(), place.files(), Capsule.EVERYBODYS, place.shared());
        return new Capsule(
                id, place.person(), command, environment, Optional.empty(), Map.of(), shares, Optional.empty(), GRACE);
    }

    private static String filled(String text, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }
}
