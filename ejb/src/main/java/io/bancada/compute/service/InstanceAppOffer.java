package io.bancada.compute.service;

import io.bancada.message.Message;

/**
 * An app as one instance has it.
 *
 * @param displayName for people
 * @param address where its person opens it; empty where it is not installed
 * @param answers whether it has answered, so that it can be opened now
 * @param missing why it cannot be had here and what to do about it; empty where it is installed
 */
public record InstanceAppOffer(String displayName, String address, boolean answers, Message missing) {
    public boolean installed() {
        return missing.isEmpty();
    }
}
