package io.bancada.compute.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LogTailTest {
    @Test
    void whatATerminalWouldActOnIsTakenOut() {
        assertThat(tail("\u001b[31mred\u001b[0m \u001b]0;title\u0007done\u001bc\r\nbell\u0007 bidi\u202e null\u0000\n"))
                .isEqualTo("red done\nbell  bidi  null");
        assertThat(tail("\u001b]8;;https://x\u001b\\link\u001b]8;;\u001b\\ end\u001b["))
                .isEqualTo("link end");
        assertThat(tail("")).isEmpty();
    }

    @Test
    void longLogIsCutToItsLastLines() {
        var log = "line\n".repeat(1000) + "the end\n";
        assertThat(tail(log)).startsWith("…line\n").endsWith("line\nthe end").hasSizeLessThan(610);
        assertThat(tail("x".repeat(5000))).hasSizeLessThan(610).startsWith("…x");
    }

    private static String tail(String log) {
        return LogTail.of(log.getBytes(StandardCharsets.UTF_8));
    }
}
