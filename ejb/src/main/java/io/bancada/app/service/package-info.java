/** Programs that a person opens in the browser on a compute instance: which there are, how they start, when they answer. */
@NullMarked
package io.bancada.app.service;

import org.jspecify.annotations.NullMarked;
