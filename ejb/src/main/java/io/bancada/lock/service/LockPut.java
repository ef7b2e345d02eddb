package io.bancada.lock.service;

import io.bancada.access.model.LockDetails;

/** A lock that was put, and whether it is new. */
public record LockPut(LockDetails lock, boolean created) {}
