package io.bancada.portal.ui;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** Looks of states, for views. */
@Named("looks")
@ApplicationScoped
public class Looks {
    public String tone(Object state) {
        return Pill.of(state).tone();
    }

    public String icon(Object state) {
        return Pill.of(state).icon();
    }
}
