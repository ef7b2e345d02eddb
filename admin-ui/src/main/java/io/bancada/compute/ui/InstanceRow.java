package io.bancada.compute.ui;

import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.model.ComputeInstanceState;
import io.bancada.compute.model.InstanceDisk;
import io.bancada.message.Message;
import java.util.List;
import java.util.Optional;

/**
 * A compute instance as pages show it to one person.
 *
 * @param details what the service says
 * @param own whether it is the person's own
 * @param person whose it is, for people
 * @param apps its apps, the first one first
 * @param buttons what can be asked of it
 */
public record InstanceRow(
        ComputeDetails details, boolean own, String person, List<AppLink> apps, List<InstanceButton> buttons) {
    public String name() {
        return details.name();
    }

    public String size() {
        return details.instance().vmSize();
    }

    public ComputeInstanceState state() {
        return details.instance().state();
    }

    public Message reason() {
        return details.reason();
    }

    public InstanceDisk disk() {
        return details.instance().disk();
    }

    /** The apps that are installed here. */
    public List<AppLink> installed() {
        return apps.stream().filter(AppLink::installed).toList();
    }

    /** Whether it is on its way up, or up without an app that answers yet. */
    public boolean rising() {
        return switch (state()) {
            case Creating, Starting, Restarting, SettingUp, UserSettingUp -> true;
            case Running, JobRunning -> own && installed().stream().noneMatch(AppLink::live);
            case CreateFailed, Deleting, SetupFailed, Stopped, Stopping, UserSetupFailed, Unknown, Unusable -> false;
        };
    }

    /** Whether something went wrong that a person has to do something about. */
    public boolean failed() {
        return switch (state()) {
            case CreateFailed, SetupFailed, UserSetupFailed, Unknown, Unusable -> true;
            case Creating,
                    Deleting,
                    JobRunning,
                    Restarting,
                    Running,
                    SettingUp,
                    Starting,
                    Stopped,
                    Stopping,
                    UserSettingUp -> false;
        };
    }

    /** The start or restart button, where that is what leads on. */
    public Optional<InstanceButton> start() {
        var verb = state().startable() ? "start" : "restart";
        return state().startable() || failed()
                ? buttons.stream().filter(b -> b.verb().equals(verb)).findFirst()
                : Optional.empty();
    }

    /** Whether nothing leads on but to delete it. */
    public boolean lost() {
        return state() == ComputeInstanceState.CreateFailed;
    }
}
