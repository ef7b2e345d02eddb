package io.bancada.driver;

/** How far the work of different people is kept apart in a location. */
public enum Isolation {
    /** Nobody's work sees another person's, nor the host. */
    SANDBOXED,
    /** Nothing would part people, so the location serves the first one who comes and nobody else. */
    ONE_PERSON,
    /** Nothing parts people, and an administrator lets several of them in. */
    NONE
}
