/** Environments of a workspace: what a job's process finds when it starts, by name and version. */
@NullMarked
package io.bancada.environment.model;

import org.jspecify.annotations.NullMarked;
