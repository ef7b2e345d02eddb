/** ARM's command jobs, and beside them their logs, outputs, metrics and history. */
@NullMarked
package io.bancada.job.rest;

import org.jspecify.annotations.NullMarked;
