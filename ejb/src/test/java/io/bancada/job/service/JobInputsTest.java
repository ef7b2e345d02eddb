package io.bancada.job.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.driver.CapsuleId;
import io.bancada.driver.DriverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server brings of people's folders, and how it leaves no trace. */
class JobInputsTest {
    private static final CapsuleId CAPSULE = new CapsuleId("c1");

    @TempDir
    Path share;

    @Test
    void peoplesFilesAreCopiedWithoutTheirLinksAndJobsOutputsStayWhereTheyAre() throws IOException {
        var data = Files.createDirectories(share.resolve("Users/ana/data/sub"));
        Files.writeString(data.resolve("a"), "A");
        Files.writeString(share.resolve("secret"), "the server's");
        Files.createSymbolicLink(/* link= */ data.resolve("link"), /* target= */ share.resolve("secret"));
        Files.createSymbolicLink(/* link= */ share.resolve("Users/ana/data/up"), /* target= */ share);
        var outputs = Files.createDirectories(share.resolve("jobs/j/outputs"));
        var given = Map.of("d", share.resolve("Users/ana/data"), "f", data.resolve("a"), "o", outputs);

        try (var inputs = JobInputs.bring(share, CAPSULE, given)) {
            assertThat(inputs.paths().get("o")).isEqualTo(outputs);
            assertThat(inputs.paths().get("f")).hasContent("A").isNotEqualTo(data.resolve("a"));
            var copy = inputs.paths().getOrDefault("d", share);
            assertThat(copy.resolve("sub/a")).hasContent("A");
            for (var link : new String[] {"up", "sub/link"}) {
                assertThat(Files.exists(copy.resolve(link), LinkOption.NOFOLLOW_LINKS))
                        .isFalse();
            }
        }
        assertThat(share.resolve("inputs")).isEmptyDirectory();
        assertThat(share.resolve("secret")).exists();
        assertThat(data.resolve("a")).hasContent("A");
    }

    @Test
    void folderThatALinkHasTakenThePlaceOfIsNotThere() throws IOException {
        Files.createDirectories(share.resolve("Users/ana"));
        Files.createSymbolicLink(/* link= */ share.resolve("Users/ana/data"), /* target= */ share);

        assertThatThrownBy(() -> JobInputs.bring(share, CAPSULE, Map.of("d", share.resolve("Users/ana/data"))))
                .isInstanceOf(DriverException.Rejected.class)
                .hasMessageContaining("behind a link");
        assertThat(share.resolve("inputs")).isEmptyDirectory();
    }
}
