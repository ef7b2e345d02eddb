package io.bancada.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitsExampleTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_SECONDS = 120;

    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource({"digits, model.json, report.md, 0.9", "digits-sklearn, model.pkl, report.txt, 0.95"})
    void exampleLearnsAndLeavesMetricsAndAModel(String example, String model, String report, double least)
            throws Exception {
        var log = run(example, home, "--epochs", "20");

        assertThat(log.lines().filter(line -> line.startsWith("epoch "))).hasSize(20);
        assertThat(home.resolve("outputs").resolve(model)).isNotEmptyFile();
        assertThat(home.resolve("outputs").resolve(report)).isNotEmptyFile();
        var accuracy = metrics(home, "validation/accuracy");
        var loss = metrics(home, "train/loss");
        assertThat(accuracy).hasSize(20);
        assertThat(accuracy.get(19).get("value").asDouble()).isGreaterThan(least);
        assertThat(accuracy.get(19).get("step").asInt()).isEqualTo(20);
        assertThat(accuracy.get(19).get("timestamp").asLong()).isPositive();
        assertThat(loss.get(19).get("value").asDouble())
                .isLessThan(loss.get(0).get("value").asDouble());
    }

    @Test
    void sameSeedGivesTheSameModel() throws Exception {
        run("digits", home.resolve("a"), "--epochs", "2", "--seed", "3");
        run("digits", home.resolve("b"), "--epochs", "2", "--seed", "3");
        run("digits", home.resolve("c"), "--epochs", "2", "--seed", "4");

        var model = home.resolve("a/outputs/model.json");
        assertThat(model).hasSameTextualContentAs(home.resolve("b/outputs/model.json"));
        assertThat(Files.mismatch(model, home.resolve("c/outputs/model.json"))).isNotNegative();
    }

    /** Runs the example with the variables of a job and in an environment of nothing else. */
    private static String run(String example, Path home, String... arguments) throws IOException, InterruptedException {
        var outputs = Files.createDirectories(home.resolve("outputs"));
        var log = home.resolve("std_log.txt");
        var command = new ArrayList<>(List.of("/usr/bin/python3", "train.py"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(Path.of("..", "examples", example).toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().put("BANCADA_OUTPUT_DIR", outputs.toString());
        builder.environment()
                .put("BANCADA_METRICS_FILE", home.resolve("metrics.jsonl").toString());
        var process = builder.start();
        var ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        var text = Files.readString(log);
        assertThat(ended).as(text).isTrue();
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }

    private static List<JsonNode> metrics(Path home, String name) throws IOException {
        var found = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(home.resolve("metrics.jsonl"))) {
            var metric = JSON.readTree(line);
            if (metric.get("name").asText().equals(name)) {
                found.add(metric);
            }
        }
        return found;
    }
}
