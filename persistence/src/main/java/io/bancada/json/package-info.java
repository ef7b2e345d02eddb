/** JSON columns: what the product keeps without a table of its own. */
@NullMarked
package io.bancada.json;

import org.jspecify.annotations.NullMarked;
