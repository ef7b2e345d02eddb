package io.bancada.driver.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.driver.DiskUse;
import io.bancada.driver.DriverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a directory that takes space. */
class LocalDiskTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MIB = 1 << 20;

    @TempDir
    private Path home;

    private void write(String name, int bytes) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[bytes]);
    }

    private DiskUse measure() {
        return LocalDisk.measure(home, PATIENCE);
    }

    @Test
    void emptyHomeTakesNextToNothing() {
        var use = measure();
        assertThat(use.bytes()).isBetween(0L, 65_536L);
        assertThat(use.largest()).isEmpty();
    }

    @Test
    void largestComesFirstAndAFolderThatIsOneThingGivesWayToIt() throws Exception {
        write(".cache/pip/http/a/wheel", 3 * MIB);
        write("data.bin", 2 * MIB);
        write("work/one/f", MIB / 2);
        write("work/two/f", MIB / 2);
        var use = measure();
        assertThat(use.bytes()).isBetween(6L * MIB, 7L * MIB);
        assertThat(use.largest())
                .extracting(DiskUse.Entry::path)
                .containsExactly(".cache/pip/http", "data.bin", "work", "work/one/f", "work/two/f");
        assertThat(use.largest().get(0).bytes()).isBetween(3L * MIB, 4L * MIB);
    }

    @Test
    void onlyTheLargestTenAreNamedHoweverManyThereAre() throws Exception {
        for (int i = 0; i < 600; i++) {
            write("many/f" + i, 4096);
        }
        for (int i = 0; i < 12; i++) {
            write("large" + i, MIB + i * 65_536);
        }
        assertThat(measure().largest())
                .hasSize(10)
                .first()
                .extracting(DiskUse.Entry::path)
                .isEqualTo("many");
    }

    @Test
    void linksAreNotFollowedHolesNotCountedAndNamesMadeHarmless() throws Exception {
        Files.createSymbolicLink(home.resolve("everything"), Path.of("/usr"));
        try (var hole = new java.io.RandomAccessFile(home.resolve("hole").toFile(), "rw")) {
            hole.setLength(1L << 40);
        }
        write("a\n1\t\u001b[31mred", MIB);
        Files.createLink(home.resolve("again"), home.resolve("a\n1\t\u001b[31mred"));
        var use = measure();
        assertThat(use.bytes()).isBetween(1L * MIB, 2L * MIB);
        assertThat(use.largest().get(0).path()).matches("a\\?1\\?\\?\\[31mred|again");
    }

    @Test
    void whatTakesTooLongIsNotKnown() {
        assertThatThrownBy(() -> LocalDisk.measure(Path.of("/"), Duration.ofMillis(5)))
                .isInstanceOf(DriverException.Unavailable.class)
                .hasMessageContaining("could not be measured");
    }
}
