package io.bancada.driver;

import io.bancada.catalog.model.Resources;

/**
 * A VM size as a driver needs it.
 *
 * @param name ARM's size name, such as {@code STANDARD_D2_V2}
 * @param resources what a machine of this size holds
 */
public record SizeSpec(String name, Resources resources) {}
