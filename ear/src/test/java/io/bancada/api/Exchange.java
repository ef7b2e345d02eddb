package io.bancada.api;

import java.util.Map;

/**
 * A request of Microsoft's examples and the status that it is to get here.
 *
 * @param changes what of the example's parameters is not as in the example: JSON pointer to JSON, empty to leave out
 * @param patient whether it may take a while until the answer is that, because something has to end first
 */
record Exchange(String operation, String example, int status, Map<String, String> changes, boolean patient) {

    static Exchange of(String operation, String example, int status) {
        return new Exchange(operation, example, status, Map.of(), false);
    }

    Exchange with(Map<String, String> differently) {
        return new Exchange(operation, example, status, differently, patient);
    }

    Exchange patiently() {
        return new Exchange(operation, example, status, changes, true);
    }
}
