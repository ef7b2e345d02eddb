/** ARM's API of the started product against its OpenAPI: what is served, in which shapes, and what is refused how. */
@org.jspecify.annotations.NullMarked
package io.bancada.api;
