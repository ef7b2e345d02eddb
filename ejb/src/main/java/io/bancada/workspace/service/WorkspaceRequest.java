package io.bancada.workspace.service;

import java.util.Map;
import java.util.Optional;

/**
 * What a client asks of a workspace; empty means not said.
 *
 * @param definition ARM properties that are kept and returned but not acted on, a JSON object
 */
public record WorkspaceRequest(
        Optional<String> location,
        Optional<String> friendlyName,
        Optional<String> description,
        Optional<Map<String, String>> tags,
        Optional<String> definition) {}
