/** One started product for all whole-product tests, and the tests of what starts it. */
@NullMarked
package io.bancada.product;

import org.jspecify.annotations.NullMarked;
