package io.bancada.compute.ui;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What lists of computes of all kinds are filtered by, as the address says. */
public class ComputeChoice implements Serializable {
    private String name = "";
    private String state = "";

    ComputeChoice() {}

    static String orEmpty(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    /** Text in the names that are wanted. */
    public String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = orEmpty(name);
    }

    public String getState() {
        return state;
    }

    public void setState(@Nullable String state) {
        this.state = orEmpty(state);
    }
}
