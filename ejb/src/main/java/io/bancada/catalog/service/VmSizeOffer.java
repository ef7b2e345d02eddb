package io.bancada.catalog.service;

import io.bancada.catalog.model.Resources;
import io.bancada.catalog.model.VmSize;
import io.bancada.message.Message;

/**
 * What a location says of a VM size.
 *
 * @param available whether a compute of this size can be created here
 * @param reason why not, for people; empty when available
 * @param worth what a node of this size really gets on the location's hardware
 */
public record VmSizeOffer(VmSize size, boolean available, Message reason, Resources worth) {}
