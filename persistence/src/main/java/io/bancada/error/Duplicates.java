package io.bancada.error;

import jakarta.persistence.PersistenceException;
import org.hibernate.exception.ConstraintViolationException;

/** Two requests that create the same name at once: the database decides, the loser is told. */
public final class Duplicates {
    private Duplicates() {}

    /**
     * Runs an insert.
     *
     * @throws BancadaException 409 when a unique constraint says that the name was just taken
     */
    public static void refuse(String name, Runnable insert) {
        try {
            insert.run();
        } catch (PersistenceException e) {
            if (e instanceof ConstraintViolationException || e.getCause() instanceof ConstraintViolationException) {
                throw BancadaException.conflict(
                        name, "Another request created '" + name + "' at the same moment; read it and try again.");
            }
            throw e;
        }
    }
}
