package io.bancada.compute.service;

import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.compute.model.InstanceAppRepository;
import io.bancada.identity.service.InstanceProgram;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** Which programs run, in a transaction of its own. Called by the product itself alone. */
@Stateless
public class InstanceProgramRows {
    private ComputeRepository computes;
    private InstanceAppRepository apps;

    @Inject
    public InstanceProgramRows(ComputeRepository computes, InstanceAppRepository apps) {
        this.computes = computes;
        this.apps = apps;
    }

    @SuppressWarnings("NullAway")
    protected InstanceProgramRows() {}

    /** Whether this is the present start of an app of an instance that is up and still that person's. */
    public boolean runs(InstanceProgram program) {
        return computes.find(program.compute())
                        .filter(ComputeInstance.class::isInstance)
                        .map(ComputeInstance.class::cast)
                        .filter(instance ->
                                instance.state().up() && instance.owner().equals(program.person()))
                        .isPresent()
                && apps.app(program.compute(), program.app())
                        .filter(app -> app.starts() == program.start())
                        .isPresent();
    }
}
