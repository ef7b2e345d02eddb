/**
 * Deployments from ARM templates: what a template says (parameters, variables, expressions, resources, outputs), in which
 * order its resources are made, and how far that is.
 */
@NullMarked
package io.bancada.deployment.service;

import org.jspecify.annotations.NullMarked;
