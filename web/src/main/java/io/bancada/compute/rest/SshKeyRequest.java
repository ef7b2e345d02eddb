package io.bancada.compute.rest;

import org.jspecify.annotations.Nullable;

/** Public keys as ARM's {@code sshSettings.adminPublicKey} has them, one a line. */
record SshKeyRequest(@Nullable String adminPublicKey) {}
