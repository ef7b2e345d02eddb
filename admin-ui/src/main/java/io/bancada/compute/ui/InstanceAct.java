package io.bancada.compute.ui;

import io.bancada.access.service.Actions;
import io.bancada.compute.model.ComputeInstanceState;

/** What can be asked of an instance with one click. */
enum InstanceAct {
    START("pi-play", Actions.COMPUTE_START),
    STOP("pi-stop", Actions.COMPUTE_STOP),
    RESTART("pi-refresh", Actions.COMPUTE_RESTART);

    private final String icon;
    private final String action;

    InstanceAct(String icon, String action) {
        this.icon = icon;
        this.action = action;
    }

    String icon() {
        return icon;
    }

    /** The right that it takes. */
    String action() {
        return action;
    }

    /** Whether it would change anything, and can. */
    boolean possibleIn(ComputeInstanceState state) {
        return switch (this) {
            case START -> state.startable();
            case STOP -> state.stoppable();
            case RESTART -> state.restartable();
        };
    }
}
