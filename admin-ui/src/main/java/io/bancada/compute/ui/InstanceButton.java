package io.bancada.compute.ui;

/**
 * A button that asks something of an instance.
 *
 * @param verb what is asked, as {@link InstanceActs} reads it
 * @param label for people
 * @param icon the PrimeIcons class
 * @param effect what it does beside that, for people; may be empty
 * @param whyNot why it cannot be pressed now, for people; empty where it can
 */
public record InstanceButton(String verb, String label, String icon, String effect, String whyNot) {
    public boolean live() {
        return whyNot.isEmpty();
    }

    /** What stands beside the pointer: what cannot be read from the icon alone. */
    public String title(boolean word) {
        if (!live()) {
            return "";
        }
        if (word) {
            return effect;
        }
        return effect.isEmpty() ? label : label + ". " + effect;
    }
}
