/** ARM's code assets, and the blob endpoint that their uploads go to. */
@NullMarked
package io.bancada.asset.rest;

import org.jspecify.annotations.NullMarked;
