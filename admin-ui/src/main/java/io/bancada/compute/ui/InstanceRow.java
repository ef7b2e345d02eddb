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

    /** The start button, where a start is what leads on. */
    public Optional<InstanceButton> start() {
        return state().startable()
                ? buttons.stream().filter(b -> b.verb().equals("start")).findFirst()
                : Optional.empty();
    }
}
