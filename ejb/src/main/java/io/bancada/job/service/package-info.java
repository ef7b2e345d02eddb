/** Use cases of jobs, and the planner and dispatcher that run them. */
@NullMarked
package io.bancada.job.service;

import org.jspecify.annotations.NullMarked;
