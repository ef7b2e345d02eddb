/** The one decision point: may this caller do this here? */
@NullMarked
package io.bancada.access.service;

import org.jspecify.annotations.NullMarked;
