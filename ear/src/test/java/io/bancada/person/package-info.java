/** Whole-product tests of the directory of people. */
@org.jspecify.annotations.NullMarked
package io.bancada.person;
