package io.bancada.compute.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.compute.model.ComputePowerAction;
import io.bancada.compute.model.InstanceSchedules;
import io.bancada.compute.service.IdleService;
import io.bancada.compute.service.IdleStatus;
import io.bancada.compute.service.ScheduleService;
import io.bancada.error.BancadaException;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Preferences;
import io.bancada.portal.ui.Refusals;
import io.bancada.portal.ui.Words;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a compute instance does by itself: its schedules, and the stop when nobody works on it. */
@Named("instanceUpkeep")
@RequestScoped
public class InstanceUpkeep {
    private static final Map<String, String> IDLE_FIELDS = Map.of("idleTimeBeforeShutdown", "idleForm:time");
    private static final Map<String, String> SCHEDULE_FIELDS = Map.of(
            "timeZone", "scheduleForm:zone",
            "schedule", "scheduleForm:days",
            "weekDays", "scheduleForm:days",
            "computeStartStop", "scheduleForm:action");

    private final IdleService idleness;
    private final ScheduleService schedules;
    private final ScheduleLines lines;
    private final Words words;
    private final Preferences preferences;
    private final Refusals refusals;
    private final SignedOn person;
    private final Place place;
    private final ScheduleForm form = new ScheduleForm();
    private String idleTime = "";
    private @Nullable IdleStatus status;

    @Inject
    @SuppressWarnings("TooManyParameters")
    public InstanceUpkeep(
            IdleService idleness,
            ScheduleService schedules,
            ScheduleLines lines,
            Words words,
            Preferences preferences,
            Refusals refusals,
            SignedOn person,
            Place place) {
        this.idleness = idleness;
        this.schedules = schedules;
        this.lines = lines;
        this.words = words;
        this.preferences = preferences;
        this.refusals = refusals;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected InstanceUpkeep() {
        this(null, null, null, null, null, null, null, null);
    }

    /** Whether somebody works on it; read once a request. */
    public IdleStatus status(String instance) {
        if (status == null) {
            status = idleness.status(person.caller(), place.id(), instance);
        }
        return status;
    }

    /** How long it may be idle, for people. */
    public String idleFor(String instance) {
        return status(instance)
                .idleTime()
                .map(time -> words.find("idleTime." + time).orElseGet(() -> words.span(time)))
                .orElse(words.of("idleTime.never"));
    }

    /** For how long it can be kept running by one press, in whole hours. */
    public List<Integer> keeps(String instance) {
        var most = status(instance).keepRunningMaximum();
        return Stream.of(1, 4, 12)
                .filter(hours -> Duration.ofHours(hours).compareTo(most) <= 0)
                .toList();
    }

    /** Keeps it running for so many hours. */
    public @Nullable String keep(String instance, int hours) {
        return did(
                Map.of(),
                instance,
                () -> idleness.keepRunning(person.caller(), place.id(), instance, Duration.ofHours(hours)));
    }

    /** Says how long it may be idle. */
    public @Nullable String saveIdle(String instance) {
        var time = idleTime.isEmpty() ? Optional.<Duration>empty() : Optional.of(Duration.parse(idleTime));
        return did(IDLE_FIELDS, instance, () -> idleness.update(person.caller(), place.id(), instance, time));
    }

    /** Its schedules in words. */
    public List<ScheduleLine> lines(InstanceSchedules all) {
        return all.all().stream().map(lines::of).toList();
    }

    /** Adds the schedule of the form. */
    public @Nullable String add(String instance) {
        var clock = form.clock();
        if (clock.isEmpty()) {
            refusals.beside("scheduleForm:time", words.of("schedule.noTime"));
            return null;
        }
        if (form.getDays().length == 0) {
            refusals.beside("scheduleForm:days", words.of("schedule.noDay"));
            return null;
        }
        return did(
                SCHEDULE_FIELDS,
                instance,
                () -> schedules.add(person.caller(), place.id(), instance, form.request(clock.orElseThrow())));
    }

    /** Has a schedule rest, or go on. */
    public @Nullable String enable(String instance, UUID schedule, boolean enabled) {
        return did(
                Map.of(), instance, () -> schedules.enable(person.caller(), place.id(), instance, schedule, enabled));
    }

    /** Removes a schedule. */
    public @Nullable String remove(String instance, UUID schedule) {
        return did(Map.of(), instance, () -> schedules.remove(person.caller(), place.id(), instance, schedule));
    }

    private @Nullable String did(Map<String, String> fields, String instance, Runnable act) {
        try {
            act.run();
            refusals.done(words.of("upkeep.saved"));
            return "/compute/instance?faces-redirect=true&tab=upkeep&name=" + instance;
        } catch (BancadaException e) {
            refusals.show(e, fields);
            return null;
        }
    }

    /** The days of the week, from Monday on. */
    public DayOfWeek[] getWeek() {
        return DayOfWeek.values();
    }

    /** A day's short name. */
    public String day(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT, preferences.getLocale());
    }

    public ComputePowerAction[] getActions() {
        return ComputePowerAction.values();
    }

    public ScheduleForm getForm() {
        return form;
    }

    public String getIdleTime() {
        return idleTime;
    }

    public void setIdleTime(@Nullable String idleTime) {
        this.idleTime = Objects.requireNonNullElse(idleTime, "");
    }
}
