package io.bancada.job.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.job.service.Metric;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobTextsTest {
    @ParameterizedTest
    @ValueSource(strings = {"plain\n", "ação\n", "→ 中文 🙂 end", "🙂"})
    void logThatIsCutAnywhereComesTogetherAgain(String log) {
        var bytes = log.getBytes(StandardCharsets.UTF_8);
        for (var cut = 0; cut <= bytes.length; cut++) {
            var first = LogText.of(ByteBuffer.wrap(bytes, 0, cut), false);
            var rest = LogText.of(ByteBuffer.wrap(bytes, first.bytes(), bytes.length - first.bytes()), true);

            assertThat(first.text() + rest.text()).as("cut at %s", cut).isEqualTo(log);
        }
    }

    @Test
    void brokenBytesDoNotStopALog() {
        var bytes = new byte[] {(byte) 0xff, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 'x'};

        assertThat(LogText.of(ByteBuffer.wrap(bytes), false).bytes()).isEqualTo(bytes.length);
    }

    @Test
    void metricsBecomePointsByName() {
        var metrics = List.of(
                new Metric("loss", 0.9, Optional.of(1L), Optional.empty()),
                new Metric("free", 7, Optional.empty(), Optional.empty()),
                new Metric("loss", 0.4, Optional.of(2L), Optional.empty()),
                new Metric("free", 8, Optional.empty(), Optional.empty()));

        var series = JobTail.series(metrics);

        assertThat(series.keySet()).containsExactly("loss", "free");
        assertThat(series.getOrDefault("loss", List.of()).get(1)).containsExactly(2, 0.4);
        assertThat(series.getOrDefault("free", List.of()).get(1)).containsExactly(1, 8);
    }

    @Test
    void variablesAreOneALine() {
        assertThat(JobForm.variables("A=1\n\nB=x=y\n").orElseThrow()).isEqualTo(Map.of("A", "1", "B", "x=y"));
        assertThat(JobForm.variables("novalue")).isEmpty();
        assertThat(JobForm.variables("=1")).isEmpty();
    }

    @Test
    void resubmittedJobAsksForTheSame() {
        var form = new JobForm(
                "/x/computes/cpu",
                "python3 train.py",
                "/x/codes/c/versions/1",
                "Digits",
                "mnist",
                2,
                Map.of("A", "1"),
                Optional.of(Duration.ofMinutes(5)));

        assertThat(JobForm.of(form.request().definition())).isEqualTo(form);
    }

    @Test
    void namesAreNeverTheSame() {
        assertThat(JobNames.next()).matches("[a-z]+_[a-z]+_[0-9a-z]{8}").isNotEqualTo(JobNames.next());
    }
}
