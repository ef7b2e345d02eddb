package io.bancada.driver;

import io.bancada.catalog.model.Resources;
import io.bancada.message.Message;

/**
 * What a location says of one VM size.
 *
 * @param size the size asked about
 * @param available whether a machine of this size can ever be had here (not: whether one is free now)
 * @param reason why not, for people; empty when available
 * @param worth what one node of this size really gets on the location's hardware
 */
public record Offer(String size, boolean available, Message reason, Resources worth) {}
