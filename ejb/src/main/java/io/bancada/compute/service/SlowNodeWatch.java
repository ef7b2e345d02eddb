package io.bancada.compute.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Looks for nodes that do not come, each in a transaction of its own. */
@ApplicationScoped
public class SlowNodeWatch {
    private final ProvisionService provisioning;

    @Inject
    public SlowNodeWatch(ProvisionService provisioning) {
        this.provisioning = provisioning;
    }

    @SuppressWarnings("NullAway")
    protected SlowNodeWatch() {
        this(null);
    }

    /** Looks once. */
    public void look() {
        provisioning.slow().forEach(provisioning::warn);
    }
}
