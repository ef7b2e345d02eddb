package io.bancada.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.access.model.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecentTokensTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Caller ANA = new Caller("id-ana", "ana", "Ana", Set.of(), "portal");

    private Instant now = BEGIN;
    private final RecentTokens recent = new RecentTokens(new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void tokenIsKnownForAMomentAndNoOtherIs() {
        recent.put("a.b.c", ANA, BEGIN.plusSeconds(900));
        assertThat(recent.find("a.b.c")).contains(ANA);
        assertThat(recent.find("a.b.d")).isEmpty();
        assertThat(recent.find("a.b.c ")).isEmpty();

        now = BEGIN.plus(Duration.ofSeconds(RecentTokens.SECONDS));
        assertThat(recent.find("a.b.c")).isEmpty();
    }

    @Test
    void tokenIsNotKnownBeyondItsEnd() {
        recent.put("a.b.c", ANA, BEGIN.plusSeconds(2));
        now = BEGIN.plusSeconds(1);
        assertThat(recent.find("a.b.c")).contains(ANA);
        now = BEGIN.plusSeconds(2);
        assertThat(recent.find("a.b.c")).isEmpty();
    }

    @Test
    void oldestOfTooManyIsForgotten() {
        for (var i = 0; i <= 1000; i++) {
            recent.put("token" + i, ANA, BEGIN.plusSeconds(900));
        }
        assertThat(recent.find("token0")).isEmpty();
        assertThat(recent.find("token1")).isPresent();
        assertThat(recent.find("token1000")).isPresent();
    }
}
