package io.bancada.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.app.service.InstanceBackend;
import io.bancada.app.service.InstanceDomain;
import io.bancada.app.service.InstanceOrigins;
import io.bancada.app.service.SignOn;
import io.bancada.app.service.Ticket;
import io.bancada.message.Message;
import io.bancada.person.service.DirectoryUnavailable;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RightsWatchTest {
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
    private final List<String> asked = new ArrayList<>();
    private boolean anaMay = true;
    private boolean away;
    private final RightsWatch watch = new RightsWatch(
            sessions,
            new InstanceDirectory(
                    new InstanceOrigins(List.of(label -> Optional.of(
                            new InstanceBackend("k", "/" + label, label, "ana", "Running", Optional.empty())))),
                    now),
            this::goesOn,
            config,
            now);
    private final String hers = sessions.open("aaa", new Ticket("ana", new SignOn("s1", "r")));
    private final String again = sessions.open("aaa", new Ticket("ana", new SignOn("s2", "r")));
    private final String his = sessions.open("bbb", new Ticket("bruno", new SignOn("s3", "r")));

    private boolean goesOn(String subject, String armId) {
        asked.add(subject + armId);
        if (away) {
            throw new DirectoryUnavailable(Message.of("directory.silent"));
        }
        return !subject.equals("ana") || anaMay;
    }

    private void rounds(int seconds) {
        for (var i = 0; i < seconds; i += 5) {
            now.plus(Duration.ofSeconds(5));
            watch.look();
        }
    }

    @Test
    void eachPersonAndInstanceIsAskedAboutOnceInARound() {
        rounds(25);
        assertThat(asked).containsExactlyInAnyOrder("ana/aaa", "bruno/bbb");
    }

    @Test
    void whatMayNotBeOpenAnyMoreIsClosedAndNothingElse() {
        rounds(25);
        anaMay = false;
        rounds(25);
        assertThat(sessions.find(hers, "aaa")).isEmpty();
        assertThat(sessions.find(again, "aaa")).isEmpty();
        assertThat(sessions.find(his, "bbb")).isPresent();
    }

    @Test
    void directoryThatIsAwayIsWaitedForButNotForEver() {
        rounds(25);
        away = true;
        rounds(280);
        assertThat(sessions.find(hers, "aaa")).isPresent();
        rounds(60);
        assertThat(sessions.find(hers, "aaa")).isEmpty();
    }
}
