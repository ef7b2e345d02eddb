/** Deployments from templates as ARM shows them, and what carries them out through the same services as the API. */
@NullMarked
package io.bancada.deployment.rest;

import org.jspecify.annotations.NullMarked;
