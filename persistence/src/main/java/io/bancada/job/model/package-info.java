/** Jobs, the attempts at them, and the processes of an attempt. */
@NullMarked
package io.bancada.job.model;

import org.jspecify.annotations.NullMarked;
