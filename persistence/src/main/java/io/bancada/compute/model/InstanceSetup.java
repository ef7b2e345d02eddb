package io.bancada.compute.model;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the setup of an instance is.
 *
 * @param created whether nothing is left to do that is done once: the creation script has ended well, or there was none
 *     when the instance first ran
 * @param started whether nothing is left to do for the present start of the machine
 * @param run number of the {@link SetupRun} of the script that is due, while it runs and once it has failed
 */
@Embeddable
public record InstanceSetup(
        @Convert(converter = SetupScriptsConverter.class) @Column(name = "setup_scripts", nullable = false)
        SetupScripts scripts,

        @Column(name = "setup_created", nullable = false) boolean created,

        @Column(name = "setup_started", nullable = false) boolean started,

        @Column(name = "setup_run") @Nullable Long run) {
    /** Of an instance that was just asked for. */
    static final InstanceSetup NEW = new InstanceSetup(SetupScripts.NONE, false, false, null);

    /** The script that is to run next; empty where the instance can be used. */
    public Optional<SetupPhase> due() {
        if (!created && scripts.creation().isPresent()) {
            return Optional.of(SetupPhase.Creation);
        }
        return !started && scripts.startup().isPresent() ? Optional.of(SetupPhase.Startup) : Optional.empty();
    }

    InstanceSetup with(SetupScripts changed) {
        return new InstanceSetup(changed, created, started, run);
    }

    /** The script of the phase has begun to run. */
    InstanceSetup begun(SetupPhase phase, long number) {
        return new InstanceSetup(scripts, created || phase == SetupPhase.Startup, started, number);
    }

    /** The script of the phase has ended well. */
    InstanceSetup done(SetupPhase phase) {
        return new InstanceSetup(scripts, true, phase == SetupPhase.Startup, null);
    }

    /** The machine is started anew: what runs at every start is due again, and what has failed as well. */
    InstanceSetup machineComes() {
        return new InstanceSetup(scripts, created, false, null);
    }

    /** The instance can be used: nothing is due before the machine is started anew. */
    InstanceSetup over() {
        return new InstanceSetup(scripts, true, true, null);
    }
}
