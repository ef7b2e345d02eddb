package io.bancada.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.app.service.InstanceBackend;
import io.bancada.app.service.InstanceDomain;
import io.bancada.app.service.InstanceOrigins;
import io.bancada.app.service.SignOn;
import io.bancada.app.service.Ticket;
import io.bancada.gateway.IdentityProvider.Answer;
import io.bancada.gateway.IdentityProvider.State;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionWatchTest {
    private final MovingClock now = new MovingClock();
    private final GatewayConfig config = new GatewayConfig(
            new InstanceDomain("instances.localhost", URI.create("https://localhost:8443")),
            URI.create("https://localhost:8444/realms/bancada"),
            "secret",
            Optional.empty(),
            Duration.ofSeconds(20),
            Duration.ofSeconds(300),
            Duration.ofHours(10),
            200,
            java.net.InetAddress.getLoopbackAddress());
    private final GatewaySessions sessions = new GatewaySessions(now, config.longest());
    private final List<Boolean> asked = new ArrayList<>();
    private State state = State.ACTIVE;
    private String owner = "ana";
    private SessionWatch watch = watch();
    private String cookie = "";

    private SessionWatch watch() {
        var instances = new InstanceDirectory(
                new InstanceOrigins(List.of(label ->
                        Optional.of(new InstanceBackend("k", "/ci", "ci", owner, "Running", Optional.empty())))),
                now);
        return new SessionWatch(sessions, instances, this::answer, config, now);
    }

    private Answer answer(SignOn signOn, boolean used) {
        asked.add(used);
        return new Answer(state, signOn);
    }

    @BeforeEach
    void open() {
        cookie = sessions.open("aaa", new Ticket("ana", new SignOn("s1", "r")));
    }

    private boolean isOpen() {
        return sessions.find(cookie, "aaa").isPresent();
    }

    private void rounds(int seconds) {
        for (var i = 0; i < seconds; i += 5) {
            now.plus(Duration.ofSeconds(5));
            watch.look();
        }
    }

    @Test
    void providerIsAskedEveryTwentySecondsAndMoreThanEnough() {
        rounds(60);
        assertThat(asked).hasSizeBetween(2, 3).containsOnly(false);
        assertThat(isOpen()).isTrue();
    }

    @Test
    void endedSignOnEndsWhatIsOpenWithinAMinute() {
        rounds(60);
        state = State.ENDED;
        rounds(25);
        assertThat(isOpen()).isFalse();
    }

    @Test
    void providerThatIsAwayIsWaitedForButNotForEver() {
        rounds(20);
        state = State.UNKNOWN;
        rounds(280);
        assertThat(isOpen()).isTrue();
        rounds(60);
        assertThat(isOpen()).isFalse();
    }

    @Test
    void handedOverInstanceIsClosed() {
        rounds(5);
        assertThat(isOpen()).isTrue();
        owner = "bruno";
        rounds(5);
        assertThat(isOpen()).isFalse();
    }

    @Test
    void nobodyIsSignedOnForEver() {
        for (var minute = 0; minute < 10 * 60; minute++) {
            assertThat(isOpen()).isTrue();
            now.plus(Duration.ofMinutes(1));
            watch.look();
        }
        assertThat(isOpen()).isFalse();
    }
}
