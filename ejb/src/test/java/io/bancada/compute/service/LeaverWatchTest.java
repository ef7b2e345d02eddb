package io.bancada.compute.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.person.service.FakeDirectory;
import io.bancada.person.service.Person;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LeaverWatchTest {
    private final FakeDirectory directory = new FakeDirectory();
    private final Map<String, List<Long>> running = new TreeMap<>();
    private final List<Long> stopped = new ArrayList<>();
    private final Leavers leavers = new Leavers(Clock.systemUTC());

    @Test
    void whatSomebodyWhoHasLeftHasRunningIsStoppedOnce() {
        var watch = watch(LeaverConfig.Policy.Stop, 20);
        has("ana", true, 1L);
        has("bruno", true, 2L, 3L);
        watch.look();
        assertThat(stopped).isEmpty();

        has("bruno", false, 2L, 3L);
        watch.look();
        watch.look();
        assertThat(stopped).containsExactly(2L, 3L);
        assertThat(leavers.all()).containsExactly("bruno");

        directory.people.remove("ana");
        watch.look();
        assertThat(stopped).containsExactly(2L, 3L, 1L);
    }

    @Test
    void whoeverComesBackIsNoLeaverAndMayLeaveAgain() {
        var watch = watch(LeaverConfig.Policy.Stop, 20);
        has("ana", false, 1L);
        watch.look();
        has("ana", true, 1L);
        watch.look();
        assertThat(leavers.all()).isEmpty();
        has("ana", false, 1L);
        watch.look();
        assertThat(stopped).containsExactly(1L, 1L);
    }

    @Test
    void policyMayKeepItRunning() {
        var watch = watch(LeaverConfig.Policy.Keep, 20);
        has("ana", false, 1L);
        watch.look();
        assertThat(stopped).isEmpty();
        assertThat(leavers.all()).containsExactly("ana");
    }

    @Test
    void directoryThatIsAwayOrLosesManyAtOnceStopsNothing() {
        var watch = watch(LeaverConfig.Policy.Stop, 2);
        has("ana", false, 1L);
        has("bruno", false, 2L);
        has("carla", false, 3L);
        directory.away = true;
        watch.look();
        assertThat(leavers.all()).isEmpty();
        directory.away = false;
        watch.look();
        assertThat(stopped).isEmpty();
        has("carla", true, 3L);
        watch.look();
        assertThat(stopped).containsExactly(1L, 2L);
    }

    @Test
    void everybodyIsAskedAboutInTurn() {
        var watch = watch(LeaverConfig.Policy.Stop, 20);
        for (var i = 0; i < LeaverWatch.PAGE + 5; i++) {
            has("p%04d".formatted(i), true);
        }
        watch.look();
        assertThat(directory.asked).hasSize(LeaverWatch.PAGE);
        watch.look();
        assertThat(directory.asked).hasSize(LeaverWatch.PAGE + 5).doesNotHaveDuplicates();
        watch.look();
        assertThat(directory.asked).hasSize(2 * LeaverWatch.PAGE + 5);
    }

    private void has(String person, boolean enabled, Long... instances) {
        directory.with(new Person(person, person, person, enabled));
        running.put(person, List.of(instances));
    }

    private LeaverWatch watch(LeaverConfig.Policy policy, int most) {
        var rows = new LeaverRows() {
            @Override
            public List<String> owners(String after, int page) {
                return running.keySet().stream()
                        .filter(p -> p.compareTo(after) > 0)
                        .limit(page)
                        .toList();
            }

            @Override
            public List<Long> running(String person) {
                return running.getOrDefault(person, List.of());
            }

            @Override
            public void stop(long instance, String person) {
                stopped.add(instance);
            }
        };
        return new LeaverWatch(
                rows, directory.asPeople(), leavers, new LeaverConfig(policy, Duration.ofMinutes(1), most));
    }
}
