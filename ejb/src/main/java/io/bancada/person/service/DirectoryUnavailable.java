package io.bancada.person.service;

import io.bancada.message.Message;

/** The directory could not be asked; what needs it does without, or says so. */
public class DirectoryUnavailable extends RuntimeException {
    private final Message why;

    public DirectoryUnavailable(Message why) {
        super(why.english());
        this.why = why;
    }

    public DirectoryUnavailable(Message why, Throwable cause) {
        super(why.english(), cause);
        this.why = why;
    }

    /** Why not, for people, with what to do. */
    public Message why() {
        return why;
    }
}
