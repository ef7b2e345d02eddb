package io.bancada.file.ui;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What the dialogs of a folder ask for. */
public class FileForm implements Serializable {
    private String chosen = "";
    private String name = "";
    private String folder = "";
    private String typed = "";

    /** The path of what the dialog is about. */
    public String getChosen() {
        return chosen;
    }

    public void setChosen(@Nullable String chosen) {
        this.chosen = chosen == null ? "" : chosen;
    }

    /** The name that it is to have. */
    public String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = name == null ? "" : name.strip();
    }

    /** The path of the folder that it is to stand in. */
    public String getFolder() {
        return folder;
    }

    public void setFolder(@Nullable String folder) {
        this.folder = folder == null ? "" : folder.strip();
    }

    /** The name of a folder, typed by whoever wants it gone with all that is in it. */
    public String getTyped() {
        return typed;
    }

    public void setTyped(@Nullable String typed) {
        this.typed = typed == null ? "" : typed;
    }
}
