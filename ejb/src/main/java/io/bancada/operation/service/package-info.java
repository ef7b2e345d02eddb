/** Long-running operations, and the changes that pages wait for. */
@NullMarked
package io.bancada.operation.service;

import org.jspecify.annotations.NullMarked;
