/** What the portal says of a location. */
@NullMarked
package io.bancada.catalog.ui;

import org.jspecify.annotations.NullMarked;
