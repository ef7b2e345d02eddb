/** ARM's environments. */
@NullMarked
package io.bancada.environment.rest;

import org.jspecify.annotations.NullMarked;
