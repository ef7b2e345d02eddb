package io.bancada.compute.ui;

import java.io.Serializable;

/** Fields that the forms of new computes of all kinds have. */
public class ComputeForm implements Serializable {
    private String name = "";
    private String size = "";

    ComputeForm() {}

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name.strip();
    }

    /** The VM size; empty while none is chosen. */
    public String getSize() {
        return size;
    }

    public void setSize(String size) {
        this.size = size;
    }
}
