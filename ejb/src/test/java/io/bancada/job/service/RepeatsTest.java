package io.bancada.job.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private final Repeats repeats = new Repeats();
    private final ArrayList<String> done = new ArrayList<>();

    @Test
    void whatIsAskedForWhileItIsDoneIsDoneOnceMore() {
        assertThat(repeats.claim(1)).isTrue();
        repeats.run(1, () -> {
            if (done.isEmpty()) {
                assertThat(repeats.claim(1)).isFalse();
                assertThat(repeats.claim(1)).isFalse();
            }
            done.add("once");
        });
        assertThat(done).containsExactly("once", "once");
        assertThat(repeats.claim(1)).isTrue();
    }

    @Test
    void oneKeyDoesNotWaitForAnother() {
        assertThat(repeats.claim(1)).isTrue();
        repeats.run(1, () -> assertThat(repeats.claim(2)).isTrue());
    }

    @Test
    void whatFailedMayBeAskedForAgain() {
        assertThat(repeats.claim(1)).isTrue();
        assertThatThrownBy(() -> repeats.run(1, () -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(repeats.claim(1)).isTrue();
        repeats.drop(1);
        assertThat(repeats.claim(1)).isTrue();
    }
}
