package io.bancada.compute.ui;

import io.bancada.message.Message;

/**
 * An app of an instance as a button.
 *
 * @param name of the app, for people
 * @param address where it opens; empty where it is not installed
 * @param whyNot why it cannot be opened now, for people; empty where it can
 * @param missing why it cannot be had here at all and what to do about it; empty where it is installed
 */
public record AppLink(String name, String address, String whyNot, Message missing) {
    public boolean live() {
        return whyNot.isEmpty();
    }

    public boolean installed() {
        return missing.isEmpty();
    }
}
