package io.bancada.workspace.service;

/** A CDI event of the first start: whoever owns a part of a location (its row, its limits) makes it now. */
public record LocationNeeded(String name) {}
