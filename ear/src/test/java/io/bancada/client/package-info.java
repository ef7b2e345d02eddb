/** The clients that others publish for Azure Machine Learning, unchanged, against the started product. */
@org.jspecify.annotations.NullMarked
package io.bancada.client;
