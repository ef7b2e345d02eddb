/** What every driver must keep to ({@code NodeProviderContract}, {@code ShellContract}) and a provider to test services with. */
@NullMarked
package io.bancada.driver;

import org.jspecify.annotations.NullMarked;
