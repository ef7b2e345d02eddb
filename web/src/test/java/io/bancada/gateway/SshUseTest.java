package io.bancada.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SshUseTest {
    private static final int KEY = 36; // bytes of one key, and of one answer to a keep-alive

    private long now = 7;
    private int used;
    private final SshUse use = new SshUse(() -> now, () -> used++);

    private void heard(Duration later, int bytes) {
        now += later.toNanos();
        use.heard(bytes);
    }

    @Test
    void connectionThatOnlyLivesIsNoWork() {
        for (var minute = 0; minute < 1000; minute++) {
            heard(Duration.ofSeconds(60), KEY);
        }
        assertThat(used).isZero();
    }

    @Test
    void typingAndCopyingAreWork() {
        heard(SshUse.GRACE, KEY);
        for (var key = 0; key < 5; key++) {
            heard(Duration.ofSeconds(2), KEY);
        }
        assertThat(used).isEqualTo(1);
        heard(Duration.ofHours(1), 1 << 16);
        assertThat(used).isEqualTo(2);
    }

    @Test
    void whoDoesNotGetInDoesNotWork() {
        heard(SshUse.GRACE.minusNanos(1), 1 << 16);
        assertThat(used).isZero();
        heard(Duration.ofNanos(1), 1 << 16);
        assertThat(used).isEqualTo(1);
    }
}
