/** Tests of the local driver on the real host: real sandboxes, real limits, real ends. */
@NullMarked
package io.bancada.driver.local;

import org.jspecify.annotations.NullMarked;
