/** History of resources as the API writes it. */
@NullMarked
package io.bancada.audit.rest;

import org.jspecify.annotations.NullMarked;
