/** Compute instances on the started product. */
@org.jspecify.annotations.NullMarked
package io.bancada.file;
