/** Tells open pages that something they show has changed. */
@NullMarked
package io.bancada.operation.ui;

import org.jspecify.annotations.NullMarked;
