/** In whose name programs on a machine speak with the API (C23). */
@NullMarked
package io.bancada.identity.service;

import org.jspecify.annotations.NullMarked;
