/** What clients poll while a request is carried out, and whether the product is well. */
@NullMarked
package io.bancada.operation.rest;

import org.jspecify.annotations.NullMarked;
