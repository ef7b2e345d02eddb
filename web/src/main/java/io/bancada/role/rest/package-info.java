/** ARM's Microsoft.Authorization: role definitions, role assignments, and what follows from them. */
@NullMarked
package io.bancada.role.rest;

import org.jspecify.annotations.NullMarked;
