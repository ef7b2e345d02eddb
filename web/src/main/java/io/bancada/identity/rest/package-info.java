/** The endpoint at which programs on a machine get a token, in the shape that Azure's identity libraries ask for. */
@NullMarked
package io.bancada.identity.rest;

import org.jspecify.annotations.NullMarked;
