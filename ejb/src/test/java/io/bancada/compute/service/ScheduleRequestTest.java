package io.bancada.compute.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.compute.model.ComputePowerAction;
import io.bancada.compute.service.ScheduleRequest.Timing;
import io.bancada.compute.service.ScheduleRequest.TriggerType;
import io.bancada.error.BancadaException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleRequestTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void startTimeIsOfItsZone() {
        assertThat(from("2026-11-30T08:00:00").schedule(NOW).timetable().next(NOW))
                .contains(Instant.parse("2026-11-30T11:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tomorrow",
                "2026-11-30",
                "+999999999-12-31T00:00:00",
                "+10000-01-01T00:00:00",
                "1969-12-31T00:00:00"
            })
    void startTimeThatNobodyMeansIsRefusedByName(String text) {
        assertThatThrownBy(() -> from(text).schedule(NOW))
                .isInstanceOfSatisfying(
                        BancadaException.class, e -> assertThat(e.target()).contains("cron.startTime"));
    }

    private static ScheduleRequest from(String startTime) {
        return new ScheduleRequest(
                Optional.of(ComputePowerAction.Stop),
                Optional.empty(),
                Optional.of(TriggerType.Cron),
                new Timing(
                        true,
                        Optional.of("0 8 * * *"),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.of(startTime),
                        Optional.of("America/Sao_Paulo")));
    }
}
