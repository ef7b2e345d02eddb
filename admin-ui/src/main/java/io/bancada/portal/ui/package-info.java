/** What every page has: its frame, its words, its errors, and the push that keeps it true. */
@NullMarked
package io.bancada.portal.ui;

import org.jspecify.annotations.NullMarked;
