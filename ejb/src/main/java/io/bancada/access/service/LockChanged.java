package io.bancada.access.service;

import io.bancada.access.model.Scope;

/** A CDI event, in the transaction of the change: a lock at this scope was set, made another, or taken away. */
public record LockChanged(Scope scope) {}
