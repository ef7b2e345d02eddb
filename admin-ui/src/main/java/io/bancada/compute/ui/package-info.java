/** Pages of clusters: list, create, detail. */
@NullMarked
package io.bancada.compute.ui;

import org.jspecify.annotations.NullMarked;
