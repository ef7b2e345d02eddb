package io.bancada.compute.rest;

import org.jspecify.annotations.Nullable;

/** ARM's IdleShutdownSetting: null and the empty text switch idle shutdown off. */
record IdleShutdownSetting(@Nullable String idleTimeBeforeShutdown) {}
