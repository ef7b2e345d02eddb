/** People over the API. */
@NullMarked
package io.bancada.person.rest;

import org.jspecify.annotations.NullMarked;
