/** Management locks as ARM shows them. */
@NullMarked
package io.bancada.lock.rest;

import org.jspecify.annotations.NullMarked;
