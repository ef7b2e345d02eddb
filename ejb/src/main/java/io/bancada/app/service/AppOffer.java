package io.bancada.app.service;

import io.bancada.message.Message;

/**
 * An app and whether it can be had here.
 *
 * @param missing why it cannot, and what to do about it; empty where it can
 */
public record AppOffer(App app, Message missing) {
    public boolean installed() {
        return missing.isEmpty();
    }
}
