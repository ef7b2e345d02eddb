package io.bancada.role.service;

import io.bancada.access.model.RoleDefinition;
import io.bancada.access.service.KnownActions;
import io.bancada.error.BancadaException;
import io.bancada.message.Message;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** Checks what a custom role is to say: a line that stands for no known action would never allow anything. */
@ApplicationScoped
public class RoleLines {
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_DESCRIPTION = 1024;
    private static final int LONGEST_LINE = 200;
    private static final int MOST_LINES = 80;
    /** Each more would make a line slower to compare, and no role needs them. */
    private static final int MOST_ASTERISKS = 4;

    private static final int MOST_SCOPES = 20;
    private static final String PERMISSIONS = "properties.permissions[0].";

    private final KnownActions known;

    @Inject
    public RoleLines(KnownActions known) {
        this.known = known;
    }

    @SuppressWarnings("NullAway")
    protected RoleLines() {
        this(null);
    }

    /**
     * The role, when it can be one.
     *
     * @throws BancadaException 400 naming the field
     */
    RoleDefinition check(UUID name, RoleRequest request) {
        var roleName = request.roleName().strip();
        if (roleName.isEmpty()
                || roleName.length() > LONGEST_NAME
                || roleName.chars().anyMatch(Character::isISOControl)) {
            throw BancadaException.invalid("properties.roleName", Message.of("refused.roleNameLength", LONGEST_NAME));
        }
        if (request.description().length() > LONGEST_DESCRIPTION) {
            throw BancadaException.invalid(
                    "properties.description", Message.of("refused.descriptionLength", LONGEST_DESCRIPTION));
        }
        if (request.actions().isEmpty()) {
            throw BancadaException.invalid(PERMISSIONS + "actions", Message.of("refused.noActions"));
        }
        check(PERMISSIONS + "actions", request.actions());
        check(PERMISSIONS + "notActions", request.notActions());
        var scopes = request.assignableScopes().size();
        if (scopes < 1 || scopes > MOST_SCOPES) {
            throw BancadaException.invalid(
                    "properties.assignableScopes", Message.of("refused.roleScopes", MOST_SCOPES));
        }
        return new RoleDefinition(
                name.toString(), roleName, request.description(), request.actions(), request.notActions());
    }

    private void check(String field, List<String> lines) {
        if (lines.size() > MOST_LINES) {
            throw BancadaException.invalid(field, Message.of("refused.mostActions", MOST_LINES));
        }
        for (var line : lines) {
            var fits = line.length() <= LONGEST_LINE;
            if (!fits || line.chars().filter(c -> c == '*').count() > MOST_ASTERISKS || !known.anyMatches(line)) {
                throw BancadaException.invalid(
                        field,
                        Message.of(
                                "refused.unknownAction",
                                fits ? line : line.substring(0, LONGEST_LINE) + "…",
                                MOST_ASTERISKS));
            }
        }
    }
}
