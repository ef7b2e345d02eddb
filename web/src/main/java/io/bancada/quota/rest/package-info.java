/** ARM's usages and quotas over the ledger. */
@NullMarked
package io.bancada.quota.rest;

import org.jspecify.annotations.NullMarked;
