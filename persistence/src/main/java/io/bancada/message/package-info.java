/** What the product says to people: kept without words, put into words in the language of whoever reads it. */
@NullMarked
package io.bancada.message;

import org.jspecify.annotations.NullMarked;
