package io.bancada.app.service;

import java.util.Optional;

/**
 * What stands behind one origin of the gateway.
 *
 * @param key names this start of this app: what was opened under another key is another backend
 * @param armId the instance's ARM id
 * @param name the instance's name, for people
 * @param assignee the subject of the one person who may open it
 * @param state ARM's state of the instance, such as {@code Stopped}
 * @param app the app; empty while it is not ready
 */
public record InstanceBackend(
        String key, String armId, String name, String assignee, String state, Optional<AppStream> app) {}
