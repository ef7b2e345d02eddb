/** Environments: what a job's process finds when it starts. */
@NullMarked
package io.bancada.environment.service;

import org.jspecify.annotations.NullMarked;
