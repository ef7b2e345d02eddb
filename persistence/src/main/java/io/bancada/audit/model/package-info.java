/** Who did what, and which state moved and why. */
@NullMarked
package io.bancada.audit.model;

import org.jspecify.annotations.NullMarked;
