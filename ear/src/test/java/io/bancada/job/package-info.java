/** The main job on the started product: clusters, jobs, quota, and what survives a kill. */
@org.jspecify.annotations.NullMarked
package io.bancada.job;
