/**
 * The way to the apps of compute instances: one origin for each instance, opened by the person it is assigned to and nobody
 * else, proxied without a credential of the portal's.
 */
@NullMarked
package io.bancada.gateway;

import org.jspecify.annotations.NullMarked;
