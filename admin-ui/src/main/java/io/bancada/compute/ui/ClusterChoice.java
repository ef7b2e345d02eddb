package io.bancada.compute.ui;

import io.bancada.portal.ui.Query;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which clusters a person wants to see, as the address says. */
public class ClusterChoice extends ComputeChoice {
    private String priority = "";

    /** Whether the cluster is wanted. */
    boolean wants(ClusterRow row) {
        return row.name().toLowerCase(Locale.ROOT).contains(getName().toLowerCase(Locale.ROOT))
                && (getState().isEmpty() || row.state().equalsIgnoreCase(getState()))
                && (priority.isEmpty() || row.priority().equalsIgnoreCase(priority));
    }

    /** The same as an address holds it. */
    public String getQuery() {
        return new Query()
                .with("name", getName())
                .with("state", getState())
                .with("priority", priority)
                .toString();
    }

    public boolean isFiltered() {
        return !getQuery().isEmpty();
    }

    public String getPriority() {
        return priority;
    }

    public void setPriority(@Nullable String priority) {
        this.priority = orEmpty(priority);
    }
}
