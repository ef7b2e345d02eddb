/** What computes have cost, over the API. */
@NullMarked
package io.bancada.cost.rest;

import org.jspecify.annotations.NullMarked;
