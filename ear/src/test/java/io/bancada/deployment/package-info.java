/** Deployments from templates on the started product. */
@org.jspecify.annotations.NullMarked
package io.bancada.deployment;
