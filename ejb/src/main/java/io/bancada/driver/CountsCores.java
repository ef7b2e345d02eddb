package io.bancada.driver;

/** A provider that knows what hardware is behind a location. */
public interface CountsCores {
    /** Cores of the location's hardware, before any overcommit. */
    int cores(Site site);
}
