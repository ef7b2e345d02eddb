package io.bancada.compute.model;

import io.bancada.audit.model.EventDetails;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * How long nodes of a compute took from the wish for them until they could be used (D8).
 *
 * @param nodes how many nodes this is about: the last {@value #MOST}
 * @param last the newest of them; empty while there is none
 * @param median half of them took this long or longer
 * @param slowest the longest
 */
public record ProvisionTimes(
        int nodes, Optional<Duration> last, Optional<Duration> median, Optional<Duration> slowest) {
    /** The most nodes that are looked at. */
    public static final int MOST = 50;

    /** Of events {@code node <key> preparing} and {@code node <key> idle}, newest first; others say nothing. */
    public static ProvisionTimes of(List<EventDetails> newestFirst) {
        var wanted = new HashMap<String, Instant>();
        var took = new ArrayList<Duration>();
        for (var i = newestFirst.size() - 1; i >= 0; i--) {
            var event = newestFirst.get(i);
            var words = event.event().split(" ", 3);
            if (words.length == 3 && words[2].equals("preparing")) {
                wanted.put(words[1], event.at());
            } else if (words.length == 3 && words[2].equals("idle")) {
                Optional.ofNullable(wanted.remove(words[1]))
                        .ifPresent(since -> took.add(Duration.between(since, event.at())));
            }
        }
        return ofTimes(took.subList(Math.max(0, took.size() - MOST), took.size()));
    }

    private static ProvisionTimes ofTimes(List<Duration> oldestFirst) {
        if (oldestFirst.isEmpty()) {
            return new ProvisionTimes(0, Optional.empty(), Optional.empty(), Optional.empty());
        }
        var sorted = oldestFirst.stream().sorted().toList();
        return new ProvisionTimes(
                sorted.size(),
                Optional.of(oldestFirst.get(oldestFirst.size() - 1)),
                Optional.of(sorted.get(sorted.size() / 2)),
                Optional.of(sorted.get(sorted.size() - 1)));
    }
}
