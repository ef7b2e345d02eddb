/** Roles of the company's own and who holds them, on the whole product. */
package io.bancada.role;
