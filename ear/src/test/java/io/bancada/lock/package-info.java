/** Locks on the started product. */
@NullMarked
package io.bancada.lock;

import org.jspecify.annotations.NullMarked;
