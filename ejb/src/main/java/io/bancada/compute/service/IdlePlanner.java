package io.bancada.compute.service;

import io.bancada.compute.model.IdleRecord;
import io.bancada.compute.service.IdlePlan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides whether an instance is idle. A pure function. An instance is stopped once nothing has shown work for its idle
 * time, but not
 * <ul>
 *   <li>before its person has been told for the time of the notice while the instance was watched: after a server was
 *       down, that begins anew;
 *   <li>while not everything could be looked at, for up to the idle time: an app that hangs for longer keeps nothing up;
 *   <li>before the time until which its person wants it.
 * </ul>
 */
public final class IdlePlanner {
    private IdlePlanner() {}

    /** The plan for what is known now. */
    public static IdlePlan plan(IdleSnapshot look) {
        var paused = Duration.between(look.known().lookedAt(), look.now()).compareTo(look.pause()) > 0;
        var watchedSince = paused ? look.now() : look.known().watchedSince();
        var before = paused ? Optional.<Instant>empty() : look.known().blindSince();
        var blindSince = look.whole() ? Optional.<Instant>empty() : before.or(() -> Optional.of(look.now()));
        var record = look.known().with(look.found()).looked(look.now(), watchedSince, blindSince);

        var notice = notice(look.idleTime(), look.notice());
        var stopAt = stopAt(record, look.idleTime(), notice);
        var noticeAt = stopAt.minus(notice);
        var step = !look.now().isBefore(stopAt) ? Step.STOP : !look.now().isBefore(noticeAt) ? Step.NOTICE : Step.NONE;
        return new IdlePlan(step, stopAt, noticeAt, record);
    }

    /** How long before the end its person is told. */
    static Duration notice(Duration idleTime, Duration most) {
        var half = idleTime.dividedBy(2);
        return half.compareTo(most) < 0 ? half : most;
    }

    /** When an instance of which this is known is stopped. */
    static Instant stopAt(IdleRecord record, Duration idleTime, Duration notice) {
        return Stream.of(
                        Stream.of(
                                record.activeAt().plus(idleTime),
                                record.watchedSince().plus(notice)),
                        record.blindSince().stream().map(since -> since.plus(idleTime)),
                        record.keepUntil().stream())
                .flatMap(times -> times)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
