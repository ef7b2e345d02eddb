package io.bancada.compute.service;

/** A CDI event: a machine was attached or is to be looked at anew. Losing it costs only the time to the next look. */
record MachineAttached(long computeId) {}
