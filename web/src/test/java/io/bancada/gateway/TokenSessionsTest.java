package io.bancada.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.app.service.AccessTokens;
import io.bancada.app.service.InstanceDomain;
import io.bancada.gateway.TokenSessions.Outcome;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long a token is taken for what it was. */
class TokenSessionsTest {
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
            InetAddress.getLoopbackAddress());
    private final FakeTokens tokens = new FakeTokens();
    private final TokenSessions sessions = new TokenSessions(tokens, config, now);
    private final String token = tokens.give('A', "aaa", "ana", now.instant().plus(Duration.ofHours(1)));
    private final String digest = AccessTokens.digest(token);

    private TokenSession open() {
        return sessions.ask(digest, "aaa").session().orElseThrow();
    }

    private void rounds(int seconds) {
        for (var i = 0; i < seconds; i += 5) {
            now.plus(Duration.ofSeconds(5));
            sessions.look();
        }
    }

    private boolean isOver(TokenSession session) {
        return session.isOver(now.instant());
    }

    @Test
    void rememberedForSecondsAndNotAfterAChange() {
        assertThat(sessions.remembered(digest, "aaa")).isEmpty();
        open();
        assertThat(sessions.remembered(digest, "aaa").orElseThrow().outcome()).isEqualTo(Outcome.ADMITTED);
        assertThat(sessions.remembered(digest, "bbb").orElseThrow().outcome()).isEqualTo(Outcome.INVALID);
        sessions.forget();
        assertThat(sessions.remembered(digest, "aaa")).isEmpty();
        open();
        now.plus(TokenSessions.FRESH);
        assertThat(sessions.remembered(digest, "aaa")).isEmpty();
        assertThat(tokens.opened).as("it is the same session").hasSize(1);
    }

    @Test
    void revokedTokenEndsWithTheNextRound() {
        var session = open();
        rounds(60);
        assertThat(isOver(session)).isFalse();
        tokens.revoke(token);
        rounds(5);
        assertThat(isOver(session)).isTrue();
        assertThat(sessions.ask(digest, "aaa").outcome()).isEqualTo(Outcome.INVALID);
    }

    @Test
    void expiredTokenIsOverAtOnce() {
        var session = open();
        now.plus(Duration.ofHours(1).minusSeconds(1));
        assertThat(isOver(session)).isFalse();
        now.plus(Duration.ofSeconds(1));
        assertThat(isOver(session)).isTrue();
        assertThat(sessions.remembered(digest, "aaa")).isEmpty();
    }

    @Test
    void personWhoMayNoMoreLosesItWithinAMinute() {
        var session = open();
        rounds(30);
        tokens.welcome.clear();
        rounds(25);
        assertThat(isOver(session)).isTrue();
        assertThat(sessions.ask(digest, "aaa").outcome()).isEqualTo(Outcome.REFUSED);
        tokens.welcome.add("ana");
        now.plus(TokenSessions.FRESH);
        assertThat(sessions.ask(digest, "aaa").outcome()).isEqualTo(Outcome.ADMITTED);
    }

    @Test
    void directoryThatIsAwayIsWaitedForButNotForEver() {
        var session = open();
        rounds(20);
        tokens.away = true;
        rounds(280);
        assertThat(isOver(session)).isFalse();
        assertThat(sessions.ask(digest, "aaa").outcome()).isEqualTo(Outcome.ADMITTED);
        rounds(60);
        assertThat(isOver(session)).isTrue();
        assertThat(sessions.ask(digest, "aaa").outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void useIsNotedOnceAMinute() {
        open();
        rounds(5);
        assertThat(tokens.uses).hasSize(1);
        rounds(300);
        assertThat(tokens.uses).as("it was shown once").hasSize(1);
    }

    @Test
    void whatNobodyUsesIsForgottenAndOpensAgain() {
        var session = open();
        rounds(11 * 60);
        assertThat(isOver(session)).isTrue();
        open();
        assertThat(tokens.opened).hasSize(2);
    }
}
