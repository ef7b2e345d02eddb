/** Locks on the started product. */
@org.jspecify.annotations.NullMarked
package io.bancada.lock;
