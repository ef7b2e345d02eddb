package io.bancada.compute.service;

import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.IdleRecord;
import io.bancada.compute.model.InstanceSchedule;
import io.bancada.compute.model.InstanceUpkeepRepository;
import io.bancada.error.BancadaException;
import io.bancada.message.Message;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks what an instance is to do by itself, and writes it down in the caller's transaction. */
@ApplicationScoped
public class Upkeep {
    private static final String SCHEDULES = "properties.properties.schedules.computeStartStop";
    private static final String IDLE = "properties.properties.idleTimeBeforeShutdown";

    private final InstanceUpkeepRepository rows;
    private final UpkeepConfig config;
    private final Clock clock;

    @Inject
    public Upkeep(InstanceUpkeepRepository rows, UpkeepConfig config, Clock clock) {
        this.rows = rows;
        this.config = config;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected Upkeep() {
        this(null, null, null);
    }

    /**
     * Has an instance do what is asked.
     *
     * @throws BancadaException 400 naming the field
     */
    void apply(ComputeInstance instance, UpkeepRequest request) {
        request.schedules()
                .ifPresent(wanted -> instance.schedule(instance.schedules().replacedBy(schedules(wanted))));
        request.idle().ifPresent(idle -> stopWhenIdle(instance, idle.time(), IDLE));
    }

    /**
     * Has an instance start or stop at more times.
     *
     * @throws BancadaException 400 naming the field, relative to the schedule
     */
    void addSchedule(ComputeInstance instance, ScheduleRequest wanted) {
        var all = new ArrayList<>(instance.schedules().all());
        all.add(wanted.schedule(clock.instant()));
        requireRoom(all.size());
        instance.schedule(instance.schedules().replacedBy(all));
    }

    private void requireRoom(int count) {
        if (count > config.maxSchedules()) {
            throw BancadaException.invalid(SCHEDULES, Message.of("refused.schedules", count, config.maxSchedules()));
        }
    }

    private List<InstanceSchedule> schedules(List<ScheduleRequest> requests) {
        requireRoom(requests.size());
        var now = clock.instant();
        var wanted = new ArrayList<InstanceSchedule>();
        for (var request : requests) {
            wanted.add(schedule(SCHEDULES + "[" + wanted.size() + "]", request, now));
        }
        return wanted;
    }

    private static InstanceSchedule schedule(String field, ScheduleRequest request, Instant now) {
        try {
            return request.schedule(now);
        } catch (BancadaException e) {
            throw new BancadaException(
                    e.code(), field + "." + e.target().orElse(""), e.why().orElse(Message.NONE));
        }
    }

    /**
     * Has an instance stop when it is idle for so long. Whoever changes that gets the whole notice.
     *
     * @param field as the client calls it
     * @throws BancadaException 400 naming the field
     */
    void stopWhenIdle(ComputeInstance instance, Optional<Duration> time, String field) {
        if (time.equals(instance.idleTime())) {
            return;
        }
        if (time.filter(t -> t.compareTo(config.idleMinimum()) < 0 || t.compareTo(UpkeepConfig.IDLE_MAXIMUM) > 0)
                .isPresent()) {
            throw BancadaException.invalid(
                    field,
                    Message.of(
                            "refused.idleTime", config.idleMinimum().toString(), UpkeepConfig.IDLE_MAXIMUM.toString()));
        }
        var wasOff = instance.idleTime().isEmpty();
        instance.stopWhenIdleFor(time);
        if (time.isPresent() && instance.id() != null) {
            var now = clock.instant();
            rows.idle(instance.id())
                    .map(known -> wasOff ? IdleRecord.begun(now) : known.looked(now, now, known.blindSince()))
                    .ifPresent(known -> rows.keep(instance.id(), known));
        }
    }
}
