package io.bancada.compute.service;

import io.bancada.compute.model.Evidence;
import java.util.List;

/**
 * What a look at an instance's machine and apps has found.
 *
 * @param found signs of work
 * @param whole whether everything could be looked at
 */
record IdleLook(List<Evidence> found, boolean whole) {}
