/** Time: the clock, and the timer that wakes the reconcilers. */
@NullMarked
package io.bancada.schedule.service;

import org.jspecify.annotations.NullMarked;
