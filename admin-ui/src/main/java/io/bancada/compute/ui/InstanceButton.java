package io.bancada.compute.ui;

/**
 * A button that asks something of an instance.
 *
 * @param verb what is asked, as {@link InstanceActs} reads it
 * @param label for people
 * @param icon the PrimeIcons class
 * @param whyNot why it cannot be pressed now, for people; empty where it can
 */
public record InstanceButton(String verb, String label, String icon, String whyNot) {
    public boolean live() {
        return whyNot.isEmpty();
    }
}
