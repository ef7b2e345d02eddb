/** Whole-product tests of who gets in. */
@NullMarked
package io.bancada.access;

import org.jspecify.annotations.NullMarked;
