package io.bancada.compute.service;

/**
 * A word that must not be seen.
 *
 * @param value the word itself
 */
public record Secret(String value) {
    /** Never the word. */
    @Override
    public String toString() {
        return "***";
    }
}
