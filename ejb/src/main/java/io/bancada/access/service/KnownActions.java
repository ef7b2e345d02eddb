package io.bancada.access.service;

import io.bancada.access.model.RoleDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Every action that a role can allow here: what Azure's roles name for machine learning, and the few beside it. */
@ApplicationScoped
public class KnownActions {
    private final List<String> actions;

    public KnownActions() {
        var in = Objects.requireNonNull(
                KnownActions.class.getResourceAsStream("/io/bancada/access/known-actions.txt"), "known-actions.txt");
        try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            actions = lines.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of them, sorted. */
    public List<String> all() {
        return actions;
    }

    /** Whether a line of a role, which may have asterisks in it, stands for at least one of them. */
    public boolean anyMatches(String pattern) {
        return actions.stream().anyMatch(action -> RoleDefinition.matches(pattern, action));
    }
}
