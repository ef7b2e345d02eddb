package io.bancada.compute.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.app.service.AppActivity;
import io.bancada.compute.model.Evidence;
import io.bancada.compute.model.EvidenceKind;
import io.bancada.compute.model.IdleRecord;
import io.bancada.compute.service.IdlePlan.Step;
import io.bancada.compute.service.IdleWatch.CpuSample;
import io.bancada.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An instance that is looked at each half minute and may be idle for an hour, with a notice of a quarter of an hour. */
class IdlePlannerTest {
    private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration NOTICE = Duration.ofMinutes(15);
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration PAUSE = LOOK.multipliedBy(4);

    private IdleRecord known = IdleRecord.begun(START);
    private Instant now = START;

    /** A look after some time. */
    private IdlePlan look(Duration later, boolean whole, Evidence... found) {
        now = now.plus(later);
        var plan = IdlePlanner.plan(new IdleSnapshot(HOUR, NOTICE, PAUSE, known, List.of(found), whole, now));
        known = plan.record();
        return plan;
    }

    /** Looks for some time, at nothing or at the same sign each time; the last of them. */
    private IdlePlan looks(Duration time, Optional<EvidenceKind> sign) {
        var end = now.plus(time);
        IdlePlan plan;
        do {
            var found = sign.stream()
                    .map(kind -> new Evidence(kind, now.plus(LOOK), Message.of("idle.job")))
                    .toArray(Evidence[]::new);
            plan = look(LOOK, true, found);
        } while (now.isBefore(end) && plan.step() != Step.STOP);
        return plan;
    }

    @ParameterizedTest
    @EnumSource(value = EvidenceKind.class, names = "STATE", mode = EnumSource.Mode.EXCLUDE)
    void busyKernelTerminalJobAndProcessorEachKeepItForAsLongAsTheyLastAndAnHour(EvidenceKind kind) {
        assertThat(looks(Duration.ofHours(30), Optional.of(kind)).step()).isEqualTo(Step.NONE);
        var last = now;
        var stop = looks(Duration.ofHours(3), Optional.empty());
        assertThat(stop.step()).isEqualTo(Step.STOP);
        assertThat(now).isBetween(last.plus(HOUR), last.plus(HOUR).plus(LOOK));
        assertThat(stop.record().activeAt()).isEqualTo(last);
    }

    @Test
    void openTabAloneLeavesNoSignAndKeepsNothing() {
        // What Jupyter says of a notebook that is open and does nothing: the same moment, again and again.
        var opened = START.plusSeconds(60);
        var tab = new AppActivity(0, Optional.of(opened), Optional.empty());
        var steps = looks(Duration.ofMinutes(1), Optional.empty());
        while (steps.step() != Step.STOP && now.isBefore(START.plus(Duration.ofHours(3)))) {
            steps = look(LOOK, true, IdleWatch.evidence(tab, now.plus(LOOK)).toArray(Evidence[]::new));
        }
        assertThat(now).isBetween(opened.plus(HOUR), opened.plus(HOUR).plus(LOOK));
    }

    @Test
    void kernelThatComputesIsASignOfNowWithoutAnybodyLooking() {
        var computes = new AppActivity(1, Optional.of(START), Optional.empty());
        assertThat(IdleWatch.evidence(computes, now.plus(HOUR)))
                .containsExactly(new Evidence(EvidenceKind.KERNEL, now.plus(HOUR), Message.of("idle.kernels", 1)));
        var lies = new AppActivity(0, Optional.of(START.plus(Duration.ofDays(365))), Optional.of(START));
        assertThat(IdleWatch.evidence(lies, now)).extracting(Evidence::at).containsOnly(now);
    }

    @Test
    void processorTimeIsASignFromTheSecondLookOn() {
        var first = new CpuSample(START, Duration.ofSeconds(100));
        assertThat(new CpuSample(START.plusSeconds(30), Duration.ofMillis(101_500)).percentSince(first))
                .contains(5);
        assertThat(new CpuSample(START.plusSeconds(30), Duration.ofMillis(101_400)).percentSince(first))
                .contains(4);
        assertThat(new CpuSample(START.plusSeconds(30), Duration.ofSeconds(1)).percentSince(first))
                .as("brought up in between")
                .isEmpty();
    }

    @Test
    void itsPersonIsToldAQuarterOfAnHourBefore() {
        assertThat(looks(Duration.ofMinutes(44), Optional.empty()).step()).isEqualTo(Step.NONE);
        var told = looks(Duration.ofMinutes(1), Optional.empty());
        assertThat(told.step()).isEqualTo(Step.NOTICE);
        assertThat(told.stopAt()).isEqualTo(START.plus(HOUR));
        assertThat(looks(HOUR, Optional.empty()).step()).isEqualTo(Step.STOP);
        assertThat(now).isEqualTo(START.plus(HOUR));
    }

    @Test
    void shortIdleTimeHasAShortNotice() {
        assertThat(IdlePlanner.notice(Duration.ofMinutes(20), NOTICE)).isEqualTo(Duration.ofMinutes(10));
        assertThat(IdlePlanner.notice(Duration.ofHours(20), NOTICE)).isEqualTo(NOTICE);
    }

    @Test
    void itIsKeptUntilItsPersonSaysAndNoLonger() {
        looks(Duration.ofMinutes(50), Optional.empty());
        var until = now.plus(Duration.ofHours(2));
        known = known.kept(until);
        assertThat(looks(Duration.ofMinutes(100), Optional.empty()).step()).isEqualTo(Step.NONE);
        assertThat(looks(Duration.ofMinutes(10), Optional.empty()).step()).isEqualTo(Step.NOTICE);
        assertThat(looks(HOUR, Optional.empty()).step()).isEqualTo(Step.STOP);
        assertThat(now).isEqualTo(until);
    }

    @Test
    void serverThatWasDownStopsNothingBeforeItHasWatchedAndTold() {
        looks(Duration.ofMinutes(50), Optional.empty());
        var back = look(Duration.ofHours(5), true);
        assertThat(back.step()).isEqualTo(Step.NOTICE);
        assertThat(back.stopAt()).isEqualTo(now.plus(NOTICE));
        var since = now;
        assertThat(looks(HOUR, Optional.empty()).step()).isEqualTo(Step.STOP);
        assertThat(now).isEqualTo(since.plus(NOTICE));
    }

    @Test
    void workDuringTheOutageThatTheFirstLookFindsCounts() {
        looks(Duration.ofMinutes(50), Optional.empty());
        var during = now.plus(Duration.ofMinutes(290));
        var back = look(Duration.ofHours(5), true, new Evidence(EvidenceKind.KERNEL, during, Message.NONE));
        assertThat(back.step()).isEqualTo(Step.NONE);
        assertThat(back.stopAt()).isEqualTo(during.plus(HOUR));
    }

    @Test
    void appThatDoesNotAnswerPutsOffTheEndByNoMoreThanTheIdleTime() {
        looks(Duration.ofMinutes(59), Optional.empty());
        var blind = now.plus(LOOK);
        while (look(LOOK, false).step() != Step.STOP) {
            assertThat(now).isBefore(blind.plus(Duration.ofHours(2)));
        }
        assertThat(now).isEqualTo(blind.plus(HOUR));
    }

    /** Whatever is seen when: it is never stopped within an hour of a sign, nor untold, nor while it is to be kept. */
    @Test
    void nothingThatHappensStopsItEarly() {
        for (var seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            known = IdleRecord.begun(START);
            now = START;
            var lastSign = START;
            var lastPause = START;
            for (var i = 0; i < 400; i++) {
                var pause = random.nextInt(40) == 0;
                var later = pause ? Duration.ofMinutes(random.nextInt(600) + 3) : LOOK;
                var sign = random.nextInt(60) == 0;
                if (random.nextInt(100) == 0) {
                    known = known.kept(now.plus(Duration.ofMinutes(random.nextInt(300))));
                }
                var found = sign
                        ? new Evidence[] {new Evidence(EvidenceKind.CPU, now.plus(later), Message.NONE)}
                        : new Evidence[0];
                var plan = look(later, random.nextInt(5) != 0, found);
                lastSign = sign ? now : lastSign;
                lastPause = pause ? now : lastPause;
                if (plan.step() == Step.STOP) {
                    assertThat(now).as("seed %d", seed).isAfterOrEqualTo(lastSign.plus(HOUR));
                    assertThat(now).as("seed %d", seed).isAfterOrEqualTo(lastPause.plus(NOTICE));
                    assertThat(known.keepUntil().filter(now::isBefore))
                            .as("seed %d", seed)
                            .isEmpty();
                }
            }
        }
    }
}
