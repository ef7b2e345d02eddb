package io.bancada.compute.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.audit.model.EventDetails;
import io.bancada.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProvisionTimesTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final List<EventDetails> history = new ArrayList<>();

    @Test
    void lastMedianAndSlowestAreOfTheNodesThatCame() {
        node("a", 0, 4);
        node("b", 1, 2);
        node("c", 10, 17);
        node("d", 20, 23);

        var times = times();

        assertThat(times.nodes()).isEqualTo(4);
        assertThat(times.last()).contains(Duration.ofSeconds(3));
        assertThat(times.median()).contains(Duration.ofSeconds(4));
        assertThat(times.slowest()).contains(Duration.ofSeconds(7));
    }

    @Test
    void withoutNodesThereAreNoTimes() {
        event("Creating", 0);
        event("node a preparing", 1);
        event("node b idle", 2); // its wish is too long ago to be looked at
        assertThat(times())
                .isEqualTo(new ProvisionTimes(
                        0, java.util.Optional.empty(), java.util.Optional.empty(), java.util.Optional.empty()));
    }

    @Test
    void onlyTheLastFiftyCount() {
        node("slow", 0, 900);
        for (var i = 0; i < ProvisionTimes.MOST; i++) {
            node("n" + i, 1000 + i * 10, 1000 + i * 10 + 2);
        }
        var times = times();
        assertThat(times.nodes()).isEqualTo(ProvisionTimes.MOST);
        assertThat(times.slowest()).contains(Duration.ofSeconds(2));
    }

    @Test
    void nodeThatIsWantedAgainCountsFromThen() {
        node("a", 0, 5);
        node("a", 60, 62);
        assertThat(times().last()).contains(Duration.ofSeconds(2));
        assertThat(times().nodes()).isEqualTo(2);
    }

    private ProvisionTimes times() {
        var newestFirst = new ArrayList<>(history);
        Collections.reverse(newestFirst);
        return ProvisionTimes.of(newestFirst);
    }

    private void node(String key, int wanted, int ready) {
        event("node " + key + " preparing", wanted);
        event("node " + key + " idle", ready);
    }

    private void event(String event, int second) {
        history.add(new EventDetails(BEGIN.plusSeconds(second), event, Message.NONE, "system"));
    }
}
