package io.bancada.driver;

import java.util.OptionalInt;

/** A provider on whose machines a person's work, and so a person's files, have a user number of that person's own. */
public interface OwnsFiles {
    /**
     * The number that files of the person must belong to, so that the person's work can use them; empty where all work
     * has the server's own.
     *
     * @param person as {@link Capsule#person} says
     */
    OptionalInt owner(String person);
}
