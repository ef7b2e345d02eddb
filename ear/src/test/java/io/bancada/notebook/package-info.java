/** Whole-product tests of the apps of compute instances and of the gateway before them. */
@org.jspecify.annotations.NullMarked
package io.bancada.notebook;
