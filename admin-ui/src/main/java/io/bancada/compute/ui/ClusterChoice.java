package io.bancada.compute.ui;

import io.bancada.portal.ui.Query;
import java.io.Serializable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which clusters a person wants to see, as the address says. */
public class ClusterChoice implements Serializable {
    private String name = "";
    private String state = "";
    private String priority = "";

    /** Whether the cluster is wanted. */
    boolean wants(ClusterRow row) {
        return row.name().toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))
                && (state.isEmpty() || row.state().equalsIgnoreCase(state))
                && (priority.isEmpty() || row.priority().equalsIgnoreCase(priority));
    }

    /** The same as an address holds it. */
    public String getQuery() {
        return new Query()
                .with("name", name)
                .with("state", state)
                .with("priority", priority)
                .toString();
    }

    public boolean isFiltered() {
        return !getQuery().isEmpty();
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

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

    public String getPriority() {
        return priority;
    }

    public void setPriority(@Nullable String priority) {
        this.priority = orEmpty(priority);
    }
}
