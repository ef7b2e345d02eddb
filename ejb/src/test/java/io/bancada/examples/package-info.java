/** The scripts of {@code examples/}, run as a job would run them. */
@NullMarked
package io.bancada.examples;

import org.jspecify.annotations.NullMarked;
