package io.bancada.compute.service;

import io.bancada.compute.model.ComputeRepository;
import io.bancada.compute.model.HealthReason;
import io.bancada.compute.model.MachineObservation;
import io.bancada.compute.model.VirtualMachine;
import io.bancada.driver.DriverException;
import io.bancada.driver.MachineProbe;
import io.bancada.driver.MachineProbe.Facts;
import io.bancada.driver.ProbesMachines;
import io.bancada.message.Message;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Looks at attached machines: at once when one is attached, and all of them when the clock says so. A look is made
 * outside any transaction; one machine is looked at by one thread at a time.
 */
@ApplicationScoped
public class MachineHealth {
    private static final Logger LOG = Logger.getLogger(MachineHealth.class);

    private final ComputeRepository computes;
    private final AttachedMachines machines;
    private final MachineFindings findings;
    private final AttachedConfig config;
    private final Set<Long> underWay = ConcurrentHashMap.newKeySet();
    private final Set<Long> again = ConcurrentHashMap.newKeySet();

    @Resource
    private ManagedExecutorService executor;

    @Inject
    @SuppressWarnings("NullAway.Init")
    public MachineHealth(
            ComputeRepository computes, AttachedMachines machines, MachineFindings findings, AttachedConfig config) {
        this.computes = computes;
        this.machines = machines;
        this.findings = findings;
        this.config = config;
    }

    @SuppressWarnings("NullAway")
    protected MachineHealth() {
        this(null, null, null, null);
    }

    /** Looks at every attached machine, side by side. Returns at once. */
    public void checkAll() {
        findings.machines().forEach(this::submit);
    }

    void attached(@Observes(during = TransactionPhase.AFTER_SUCCESS) MachineAttached event) {
        again.add(event.computeId());
        submit(event.computeId());
    }

    private void submit(long compute) {
        if (underWay.add(compute)) {
            executor.execute(() -> {
                try {
                    do {
                        again.remove(compute);
                        check(compute);
                    } while (again.contains(compute));
                } catch (RuntimeException e) {
                    LOG.errorf(e, "the machine of compute %d could not be looked at; it is tried again", compute);
                } finally {
                    underWay.remove(compute);
                }
            });
        }
    }

    private void check(long compute) {
        var found = computes.find(compute).filter(VirtualMachine.class::isInstance);
        if (found.isPresent()) {
            var machine = (VirtualMachine) found.orElseThrow();
            var asked = machine.modifiedAt();
            findings.take(compute, look(machine), asked);
        }
    }

    private MachineObservation look(VirtualMachine machine) {
        try {
            var source = machines.source(machine);
            return source.provider() instanceof ProbesMachines prober
                    ? observation(prober.probe(source.site()))
                    : unusable(Message.of("machine.noProbe"));
        } catch (DriverException e) {
            return unusable(e.why());
        } catch (IllegalStateException e) {
            return unusable(Message.text(String.valueOf(e.getMessage())));
        }
    }

    private static MachineObservation unusable(Message why) {
        return new MachineObservation(HealthReason.Unusable, why, "", "", "", "", 0, 0, 0);
    }

    private MachineObservation observation(MachineProbe probe) {
        var facts = probe.facts().orElse(new Facts("", "", "", 0, 0, 0));
        var allowed = probe.facts().isEmpty()
                || config.systems().contains(facts.system().toLowerCase(Locale.ROOT));
        return new MachineObservation(
                allowed ? reason(probe.verdict()) : HealthReason.SystemNotAllowed,
                allowed
                        ? probe.message()
                        : Message.of(
                                "machine.systemNotAllowed", facts.systemName(), String.join(", ", config.systems())),
                probe.hostKey(),
                probe.fingerprint(),
                facts.systemName(),
                facts.python(),
                facts.cores(),
                facts.memoryMiB(),
                facts.freeMiB());
    }

    private static HealthReason reason(MachineProbe.Verdict verdict) {
        return switch (verdict) {
            case FIT -> HealthReason.None;
            case ADDRESS_REFUSED -> HealthReason.AddressRefused;
            case UNREACHABLE -> HealthReason.Unreachable;
            case HOST_KEY_CHANGED -> HealthReason.HostKeyChanged;
            case LOGIN_REFUSED -> HealthReason.LoginRefused;
            case NO_PYTHON -> HealthReason.NoPython;
            case DISK_FULL -> HealthReason.DiskFull;
            case UNUSABLE -> HealthReason.Unusable;
        };
    }
}
