/** Roles and who holds them: ARM's Microsoft.Authorization. What they allow is decided in {@code access}. */
@NullMarked
package io.bancada.role.service;

import org.jspecify.annotations.NullMarked;
