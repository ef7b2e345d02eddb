/** Long-running operations, as Azure-AsyncOperation polls them. */
@NullMarked
package io.bancada.operation.model;

import org.jspecify.annotations.NullMarked;
