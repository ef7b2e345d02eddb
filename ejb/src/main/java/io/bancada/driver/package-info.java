/**
 * The SPI: where machines come from ({@link io.bancada.driver.NodeProvider}) and how to act on one
 * ({@link io.bancada.driver.Shell}). Drivers know this package, messages and model values, and nothing else of the product.
 */
@NullMarked
package io.bancada.driver;

import org.jspecify.annotations.NullMarked;
