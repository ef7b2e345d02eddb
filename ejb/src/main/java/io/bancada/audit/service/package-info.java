/** Writes who did what, and which state moved, with the change itself. */
@NullMarked
package io.bancada.audit.service;

import org.jspecify.annotations.NullMarked;
