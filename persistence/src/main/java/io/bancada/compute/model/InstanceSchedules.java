package io.bancada.compute.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** When a compute instance is started and stopped by itself; in the order in which its person wrote it. */
public record InstanceSchedules(List<InstanceSchedule> all) {
    public static final InstanceSchedules NONE = new InstanceSchedules(List.of());

    public InstanceSchedules {
        all = List.copyOf(all);
    }

    /** These in place of what was; one that says what an earlier one said goes on as that one. */
    public InstanceSchedules replacedBy(List<InstanceSchedule> wanted) {
        var left = new ArrayList<>(all);
        return new InstanceSchedules(wanted.stream()
                .map(schedule -> left.stream()
                        .filter(schedule::saysTheSame)
                        .findFirst()
                        .filter(left::remove)
                        .orElse(schedule))
                .toList());
    }

    /** All but this one. */
    public InstanceSchedules without(UUID id) {
        return new InstanceSchedules(
                all.stream().filter(s -> !s.id().equals(id)).toList());
    }

    /** With this one at rest, or at work. */
    public InstanceSchedules enabled(UUID id, boolean enabled, Instant now) {
        return new InstanceSchedules(all.stream()
                .map(s -> s.id().equals(id) ? s.enabled(enabled, now) : s)
                .toList());
    }

    /** When the first of them is due; empty for never. */
    public Optional<Instant> nextAt() {
        return all.stream().flatMap(s -> s.nextAt().stream()).min(Comparator.naturalOrder());
    }

    /** The one that has been due longest. */
    public Optional<InstanceSchedule> due(Instant now) {
        return all.stream()
                .filter(s -> s.isDue(now))
                .min(Comparator.comparing(s -> s.nextAt().orElse(now)));
    }

    /** After one of them has been dealt with: whatever else it was due for until now is passed over. */
    public InstanceSchedules passed(UUID id, Instant now) {
        return new InstanceSchedules(
                all.stream().map(s -> s.id().equals(id) ? s.passed(now) : s).toList());
    }
}
