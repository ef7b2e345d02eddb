package io.bancada.compute.service;

import io.bancada.error.BancadaException;
import io.bancada.message.Message;

/**
 * Somebody to whom an instance is to be given, with what the directory says of them.
 *
 * @param objectId who it is
 * @param name for people; the object id where the directory could not say
 */
record Assigned(String objectId, String name, Standing standing) {
    /** What is known of the person. */
    enum Standing {
        WELCOME,
        /** The directory could not be asked: taken at their word, as whoever asks for it may do much else. */
        UNASKED,
        DISABLED,
        UNKNOWN
    }

    /**
     * Goes on only where the person can be given something.
     *
     * @param field that names the person
     * @throws BancadaException 400 naming the field's object id
     */
    void require(String field) {
        switch (standing) {
            case WELCOME, UNASKED -> {}
            case DISABLED ->
                throw BancadaException.invalid(field + ".objectId", Message.of("refused.personDisabled", name));
            case UNKNOWN ->
                throw BancadaException.invalid(field + ".objectId", Message.of("refused.personUnknown", objectId));
        }
    }
}
