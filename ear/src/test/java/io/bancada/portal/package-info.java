/** Browser tests: people walk through the portal of the started product. */
@NullMarked
package io.bancada.portal;

import org.jspecify.annotations.NullMarked;
