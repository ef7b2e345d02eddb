/** Locks on the pages of what they cover. */
@NullMarked
package io.bancada.lock.ui;

import org.jspecify.annotations.NullMarked;
