/** ARM's Compute resources: AmlCompute clusters, their nodes, names and history. */
@NullMarked
package io.bancada.compute.rest;

import org.jspecify.annotations.NullMarked;
