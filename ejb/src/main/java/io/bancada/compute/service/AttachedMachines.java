package io.bancada.compute.service;

import io.bancada.compute.model.ComputeRepository;
import io.bancada.compute.model.VirtualMachine;
import io.bancada.driver.DriverException;
import io.bancada.driver.NodeProvider;
import io.bancada.driver.Site;
import io.bancada.message.Message;
import io.bancada.node.service.AttachedSources;
import io.bancada.node.service.NodeSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.HashMap;

/** Says how an attached machine is reached. Each is a site of its own for the driver that speaks SSH. */
@ApplicationScoped
public class AttachedMachines implements AttachedSources {
    private static final String DRIVER = "ssh";

    private final ComputeRepository computes;
    private final MachineSecrets secrets;
    private final Iterable<NodeProvider> providers;

    @Inject
    public AttachedMachines(ComputeRepository computes, MachineSecrets secrets, @Any Instance<NodeProvider> providers) {
        this(computes, secrets, (Iterable<NodeProvider>) providers);
    }

    AttachedMachines(ComputeRepository computes, MachineSecrets secrets, Iterable<NodeProvider> providers) {
        this.computes = computes;
        this.secrets = secrets;
        this.providers = providers;
    }

    @SuppressWarnings("NullAway")
    protected AttachedMachines() {
        this(null, null, (Iterable<NodeProvider>) null);
    }

    @Override
    public NodeSource source(long compute) {
        return computes.find(compute)
                .filter(VirtualMachine.class::isInstance)
                .map(VirtualMachine.class::cast)
                .map(this::source)
                .orElseThrow(() -> new DriverException.NotFound(Message.of("node.notAttached")));
    }

    NodeSource source(VirtualMachine machine) {
        var settings = new HashMap<>(secrets.settings(machine));
        settings.put("address", machine.address());
        settings.put("port", Integer.toString(machine.port()));
        settings.put("user", machine.user());
        settings.put("hostKey", machine.hostKey());
        // never used again, so that what an earlier attachment left is not taken for this one's
        settings.put("tag", machine.uid().toString());
        return new NodeSource(driver(), new Site(machine.location(), settings));
    }

    private NodeProvider driver() {
        for (var provider : providers) {
            if (provider.kind().equals(DRIVER)) {
                return provider;
            }
        }
        throw new DriverException.Rejected(Message.of("node.noDriver", DRIVER));
    }
}
