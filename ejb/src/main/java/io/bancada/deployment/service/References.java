package io.bancada.deployment.service;

import com.fasterxml.jackson.databind.JsonNode;

/** What {@code reference()} of a template can look at. */
public interface References {
    /** While a template is only looked at: nothing is there yet. */
    References NONE = id -> {
        throw new Needed(id);
    };

    /**
     * The resource as the API shows it.
     *
     * @param id ARM id, or the name that the template has for it
     * @throws io.bancada.error.BancadaException 404 where there is none
     */
    JsonNode resource(String id);

    /** What an expression is can be said only once this resource is there. */
    @SuppressWarnings("serial")
    final class Needed extends RuntimeException {
        private final String id;

        public Needed(String id) {
            super(id, null, false, false);
            this.id = id;
        }

        /** As the expression has it. */
        public String id() {
            return id;
        }
    }
}
