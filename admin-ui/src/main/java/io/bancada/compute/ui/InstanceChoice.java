package io.bancada.compute.ui;

import io.bancada.access.model.Caller;
import io.bancada.compute.model.ComputeFilter;
import io.bancada.compute.model.ComputeInstanceState;
import io.bancada.compute.model.ComputeType;
import io.bancada.portal.ui.Query;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which instances a person wants to see, as the address says. */
public class InstanceChoice extends ComputeChoice {
    /** Those that the person created (C16). */
    static final String CREATED = "created";

    /** Those that are the person's own. */
    static final String ASSIGNED = "assigned";

    private String whose = "";

    /** The filter for the service; what there is not counts as not said. */
    ComputeFilter filter(Caller caller) {
        return new ComputeFilter(
                Optional.of(ComputeType.ComputeInstance),
                Optional.of(caller.subject()).filter(s -> whose.equals(CREATED)),
                Optional.of(caller.subject()).filter(s -> whose.equals(ASSIGNED)),
                Optional.of(getName()).filter(n -> !n.isEmpty()),
                Arrays.stream(ComputeInstanceState.values())
                        .filter(s -> s.name().equalsIgnoreCase(getState()))
                        .findFirst());
    }

    /** The same as an address holds it. */
    public String getQuery() {
        return new Query()
                .with("name", getName())
                .with("state", getState())
                .with("whose", whose)
                .toString();
    }

    public boolean isFiltered() {
        return !getQuery().isEmpty();
    }

    public String getWhose() {
        return whose;
    }

    public void setWhose(@Nullable String whose) {
        this.whose = orEmpty(whose);
    }
}
