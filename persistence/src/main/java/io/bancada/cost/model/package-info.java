/** What computes cost: the ledger of spans of time with their prices. */
@NullMarked
package io.bancada.cost.model;

import org.jspecify.annotations.NullMarked;
