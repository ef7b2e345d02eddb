package io.bancada.person.service;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the directory said a moment ago, so that a burst of the same questions is one. The oldest of too many go. */
final class RecentAnswers<T> {
    private static final int MOST = 1000;

    private final Duration good;
    private final Clock clock;
    private final Map<String, Known<T>> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known<T>> eldest) {
            return size() > MOST;
        }
    };

    RecentAnswers(Duration good, Clock clock) {
        this.good = good;
        this.clock = clock;
    }

    /** What was said a moment ago, else what is said now. Nobody waits for another's question. */
    T of(String question, Function<String, T> ask) {
        return recent(question).orElseGet(() -> {
            var answer = ask.apply(question);
            keep(question, answer);
            return answer;
        });
    }

    private synchronized Optional<T> recent(String question) {
        return Optional.ofNullable(known.get(question))
                .filter(k -> clock.instant().isBefore(k.until()))
                .map(Known::answer);
    }

    private synchronized void keep(String question, T answer) {
        known.remove(question);
        known.put(question, new Known<>(answer, clock.instant().plus(good)));
    }

    private record Known<T>(T answer, Instant until) {}
}
