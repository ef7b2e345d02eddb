/** VM sizes, what they hold, and the locations that offer them. */
@NullMarked
package io.bancada.catalog.model;

import org.jspecify.annotations.NullMarked;
