/** Takes script folders from the browser. */
@NullMarked
package io.bancada.asset.ui;

import org.jspecify.annotations.NullMarked;
