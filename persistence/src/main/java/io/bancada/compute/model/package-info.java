/** Compute targets: what was asked for, what is, and why. */
@NullMarked
package io.bancada.compute.model;

import org.jspecify.annotations.NullMarked;
