package io.bancada.compute.rest;

import org.jspecify.annotations.Nullable;

/** For how long from now on an instance is to be kept running, such as {@code PT2H}. */
record KeepRunningRequest(@Nullable String duration) {}
