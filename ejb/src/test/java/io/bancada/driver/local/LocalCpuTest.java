package io.bancada.driver.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.driver.Await;
import io.bancada.driver.CapsuleId;
import io.bancada.driver.CapsuleStatus;
import io.bancada.driver.Capsules;
import io.bancada.driver.DriverException;
import io.bancada.driver.NodeKey;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Processor time on real nodes, whichever way this host's kernel counts it. */
class LocalCpuTest {
    private static final Duration WORK = Duration.ofMillis(500);

    private final LocalNode node = LocalNode.of(SandboxKind.BUBBLEWRAP);

    @AfterEach
    void release() {
        node.close();
    }

    @Test
    void workTakesTimeAndWhatHasEndedStaysCounted() {
        var shell = node.shell();
        var before = cpuTime();
        shell.start(Capsules.shell("busy", "python3 -c 'import time\nwhile time.process_time() < 1: pass'"));
        Await.until("it has taken time", () -> cpuTime().compareTo(before.plus(WORK)) > 0, this::cpuTime);
        Await.until("it has ended", () -> shell.status(new CapsuleId("busy")).state() == CapsuleStatus.State.ENDED);
        assertThat(cpuTime()).isGreaterThan(before.plus(WORK));
    }

    @Test
    void nodeThatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> node.provider.cpuTime(node.site, new NodeKey("nobody")))
                .isInstanceOf(DriverException.NotFound.class);
    }

    private Duration cpuTime() {
        return node.provider.cpuTime(node.site, LocalNode.KEY);
    }
}
