package io.bancada.asset.rest;

import org.jspecify.annotations.Nullable;

/** ARM's PendingUploadRequestDto. There is one kind of place to upload to, so the type is not acted on. */
record PendingUploadRequest(@Nullable String pendingUploadId) {}
