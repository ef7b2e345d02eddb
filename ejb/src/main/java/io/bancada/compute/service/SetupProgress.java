package io.bancada.compute.service;

import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.ComputeInstanceState;
import io.bancada.compute.model.SetupRepository;
import io.bancada.compute.model.SetupRun;
import io.bancada.compute.model.SetupRun.Outcome;
import io.bancada.compute.service.InstanceSnapshot.Progress;
import io.bancada.compute.service.InstanceSnapshot.SetupView;
import io.bancada.message.Message;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/** What a pass over an instance does about its setup scripts, in the pass's transaction. */
@ApplicationScoped
public class SetupProgress {
    private final SetupRepository setups;

    @Inject
    public SetupProgress(SetupRepository setups) {
        this.setups = setups;
    }

    @SuppressWarnings("NullAway")
    protected SetupProgress() {
        this(null);
    }

    /** The script that runs or has failed, else the one that is due; empty where nothing is left to set up. */
    public Optional<SetupView> view(ComputeInstance instance) {
        return present(instance)
                .map(run -> new SetupView(
                        run.phase(),
                        run.outcome() == Outcome.Running ? Progress.RUNNING : Progress.FAILED,
                        run.message()))
                .or(() -> instance.setup().due().map(phase -> new SetupView(phase, Progress.DUE, Message.NONE)));
    }

    /** Lets the script that is due run. */
    public void begin(ComputeInstance instance, Instant at) {
        instance.setup().due().ifPresent(phase -> {
            var run = new SetupRun(instance.id(), phase, at);
            setups.add(run);
            instance.setUpBegan(run);
        });
    }

    /** A script that runs while the instance is on another way (it stops, it lost its machine) is over with it. */
    public void endUnlessUnderWay(ComputeInstance instance, Instant at) {
        if (instance.state() != ComputeInstanceState.SettingUp
                && instance.state() != ComputeInstanceState.UserSettingUp) {
            present(instance).ifPresent(run -> run.ended(Outcome.Canceled, Message.of("instance.setupCanceled"), at));
        }
    }

    private Optional<SetupRun> present(ComputeInstance instance) {
        return Optional.ofNullable(instance.setup().run()).flatMap(setups::run);
    }
}
