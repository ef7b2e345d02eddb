/** Limits on cores, and the reservations that hold them. */
@NullMarked
package io.bancada.quota.model;

import org.jspecify.annotations.NullMarked;
