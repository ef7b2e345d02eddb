/** Use cases of computes, and the planner and reconciler that make a cluster as large as its work. */
@NullMarked
package io.bancada.compute.service;

import org.jspecify.annotations.NullMarked;
