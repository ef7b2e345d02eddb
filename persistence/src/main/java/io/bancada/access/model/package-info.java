/** Who calls, which roles they hold, and where. */
@NullMarked
package io.bancada.access.model;

import org.jspecify.annotations.NullMarked;
