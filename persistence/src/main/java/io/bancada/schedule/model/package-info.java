/** Times that come again: when something that a person has scheduled happens next, whatever it is. */
@NullMarked
package io.bancada.schedule.model;

import org.jspecify.annotations.NullMarked;
