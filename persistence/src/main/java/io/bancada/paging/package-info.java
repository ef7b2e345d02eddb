/** Keyset pages: a list without totals, and the token of its next page. */
@NullMarked
package io.bancada.paging;

import org.jspecify.annotations.NullMarked;
