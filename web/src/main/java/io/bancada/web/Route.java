package io.bancada.web;

import java.util.Map;
import java.util.Optional;

/**
 * A path of the API, in the spelling that its resource answers to.
 *
 * @param path as the client wrote it, but with the fixed segments in the API's own case
 * @param operations operation id by HTTP method
 */
record Route(String path, Map<String, String> operations) {
    Route {
        operations = Map.copyOf(operations);
    }

    Optional<String> operation(String method) {
        return Optional.ofNullable(operations.get(method));
    }
}
