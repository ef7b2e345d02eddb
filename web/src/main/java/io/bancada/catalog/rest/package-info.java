/** What a location offers, what the provider is, and where clouds are discovered. */
@NullMarked
package io.bancada.catalog.rest;

import org.jspecify.annotations.NullMarked;
