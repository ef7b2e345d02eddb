/** Nodes: one row for each machine of a compute. */
@NullMarked
package io.bancada.node.model;

import org.jspecify.annotations.NullMarked;
