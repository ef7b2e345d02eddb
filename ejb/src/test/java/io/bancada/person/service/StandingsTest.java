package io.bancada.person.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.access.model.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StandingsTest {
    private static final Person ANA = new Person("1-a", "Ana Araujo", "ana", true);
    private static final Caller TOKEN =
            new Caller("1-a", "ana", "Ana Araujo", Set.of("team", "data-scientists"), "bancada-cli");

    private final FakeDirectory directory = new FakeDirectory().with(ANA);
    private final List<Runnable> handed = new ArrayList<>();
    private final Moved clock = new Moved();
    private final Standings standings = new Standings(directory.asPeople(), Duration.ofSeconds(30), clock, handed::add);

    StandingsTest() {
        directory.groups.put("1-a", Set.of("team", "data-scientists", "new"));
    }

    @Test
    void tokenCountsAsItIsUntilTheDirectoryHasSpoken() {
        assertThat(standings.of(TOKEN)).contains(TOKEN);
        assertThat(directory.asked).as("no request waits").isEmpty();
        run();
        assertThat(standings.of(TOKEN))
                .as("a group that is new comes with the next token")
                .contains(TOKEN);
        assertThat(handed).as("asked a moment ago").isEmpty();
    }

    @Test
    void groupThatWasLeftCountsNoMore() {
        standings.of(TOKEN);
        directory.groups.put("1-a", Set.of("team"));
        run();
        assertThat(standings.of(TOKEN).map(Caller::groups)).contains(Set.of("team"));
        directory.groups.put("1-a", Set.of("team", "data-scientists"));
        later(31);
        assertThat(standings.of(TOKEN)).contains(TOKEN);
    }

    @Test
    void whoeverIsDisabledOrGoneIsRefusedAndLetInAgainSoon() {
        standings.of(TOKEN);
        directory.with(new Person("1-a", "Ana Araujo", "ana", false));
        run();
        assertThat(standings.of(TOKEN)).isEmpty();
        directory.people.clear();
        later(3);
        assertThat(standings.of(TOKEN)).isEmpty();
        directory.with(ANA);
        later(3);
        assertThat(standings.of(TOKEN)).contains(TOKEN);
    }

    @Test
    void silenceOfTheDirectoryChangesNothing() {
        directory.away = true;
        standings.of(TOKEN);
        run();
        assertThat(standings.of(TOKEN)).contains(TOKEN);
        directory.away = false;
        directory.people.clear();
        later(31);
        assertThat(standings.of(TOKEN)).isEmpty();
        directory.away = true;
        later(31);
        assertThat(standings.of(TOKEN)).as("what is known stays").isEmpty();
    }

    @Test
    void fewAreAskedAboutAtATimeAndTheOthersWithALaterRequest() {
        for (var i = 0; i < 10; i++) {
            assertThat(standings.of(person(i))).isPresent();
        }
        assertThat(handed).hasSize(2);
        run();
        assertThat(standings.of(person(9))).isPresent();
        assertThat(handed).hasSize(1);
    }

    @Test
    void productItselfIsNotAskedAbout() {
        assertThat(standings.of(Caller.SYSTEM)).isEqualTo(Optional.of(Caller.SYSTEM));
        assertThat(handed).isEmpty();
    }

    private static Caller person(int number) {
        return new Caller("p" + number, "p", "P", Set.of(), "bancada-cli");
    }

    private void later(int seconds) {
        clock.now = clock.now.plusSeconds(seconds);
        standings.of(TOKEN);
        run();
    }

    private void run() {
        List.copyOf(handed).forEach(Runnable::run);
        handed.clear();
    }

    private static final class Moved extends Clock {
        private Instant now = Instant.parse("2026-11-22T08:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
