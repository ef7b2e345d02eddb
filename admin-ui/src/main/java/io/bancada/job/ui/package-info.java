/** Pages of jobs: list, submit, detail with live log and metrics. */
@NullMarked
package io.bancada.job.ui;

import org.jspecify.annotations.NullMarked;
