package io.bancada.compute.ui;

import io.bancada.compute.model.ComputeInstanceState;
import java.util.List;

/**
 * A step of an instance on its way up.
 *
 * @param key of the words that name it
 * @param mark {@code done}, {@code now} or {@code todo}, a CSS class
 */
public record InstanceStep(String key, String mark) {
    private static final List<String> KEYS = List.of("step.machine", "step.setup", "step.apps");

    /** The steps of an instance that rises. */
    static List<InstanceStep> of(InstanceRow row) {
        var now = now(row.state());
        return KEYS.stream().map(key -> step(KEYS.indexOf(key), now)).toList();
    }

    private static InstanceStep step(int index, int now) {
        return new InstanceStep(KEYS.get(index), index < now ? "done" : index == now ? "now" : "todo");
    }

    private static int now(ComputeInstanceState state) {
        return switch (state) {
            case SettingUp, UserSettingUp, SetupFailed, UserSetupFailed -> 1;
            case Running, JobRunning -> 2;
            case Creating, CreateFailed, Deleting, Restarting, Starting, Stopped, Stopping, Unknown, Unusable -> 0;
        };
    }
}
