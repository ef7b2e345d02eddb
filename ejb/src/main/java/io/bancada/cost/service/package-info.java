/** Keeps the ledger of what computes cost, and says what they have cost. */
@NullMarked
package io.bancada.cost.service;

import org.jspecify.annotations.NullMarked;
