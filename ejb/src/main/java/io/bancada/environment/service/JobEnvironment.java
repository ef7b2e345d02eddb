package io.bancada.environment.service;

import java.util.Map;

/**
 * What an environment version gives to a process.
 *
 * @param environmentId ARM id, with the version that was resolved
 * @param variables environment variables, such as {@code PATH} with the interpreter's directory first
 */
public record JobEnvironment(String environmentId, Map<String, String> variables) {
    public JobEnvironment {
        variables = Map.copyOf(variables);
    }
}
