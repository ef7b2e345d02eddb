/** The ledger: checks and reserves cores in the caller's transaction. */
@NullMarked
package io.bancada.quota.service;

import org.jspecify.annotations.NullMarked;
