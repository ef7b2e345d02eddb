package io.bancada.driver.local;

import io.bancada.driver.DiskUse;
import io.bancada.driver.DriverException;
import io.bancada.message.Message;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Measures a directory with {@code du}, in a process of its own of the lowest priority that is killed when it takes too
 * long. It never follows a link nor leaves the file system, and what it prints is read as it comes: memory is bounded
 * however many files there are. Folders that the server's user may not read are not counted.
 */
final class LocalDisk {
    private static final String ALL = ".";
    private static final int DEPTH = 3;
    private static final int SHOWN = 10;
    /** More than are shown, since some of them are parents of others. */
    private static final int HELD = 5 * SHOWN;

    private static final Comparator<DiskUse.Entry> SMALLEST_FIRST = Comparator.comparingLong(DiskUse.Entry::bytes);

    private final PriorityQueue<DiskUse.Entry> held = new PriorityQueue<>(SMALLEST_FIRST);
    private long total = -1;

    private LocalDisk() {}

    /**
     * Measures the directory.
     *
     * @throws DriverException.Unavailable when it takes longer than {@code patience}
     */
    static DiskUse measure(Path directory, Duration patience) {
        var disk = new LocalDisk();
        try {
            Process process = start(directory, patience);
            try (Reader printed = process.inputReader(StandardCharsets.UTF_8)) {
                disk.read(new BufferedReader(printed));
            }
            int code = process.waitFor();
            if (disk.total < 0) {
                throw new DriverException.Unavailable(Message.of("driver.diskNotMeasured", code, patience.toSeconds()));
            }
        } catch (IOException e) {
            throw new DriverException.Unavailable(
                    Message.of("driver.cannotRun", "du", String.valueOf(e.getMessage())), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverException.Unavailable(Message.of("driver.interrupted"), e);
        }
        return new DiskUse(disk.total, disk.largest());
    }

    private static Process start(Path directory, Duration patience) throws IOException {
        var builder = new ProcessBuilder(List.of(
                "timeout",
                "--signal=KILL",
                patience.toMillis() / 1000.0 + "s",
                "nice",
                "-n",
                "19",
                "du",
                "--one-file-system",
                "--all",
                "--null",
                "--block-size=1",
                "--max-depth=" + DEPTH,
                ALL));
        builder.directory(directory.toFile());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /** Lines are a number, a tab, a path and a null character; the whole comes last. */
    private void read(Reader printed) throws IOException {
        var line = new StringBuilder();
        for (int next = printed.read(); next >= 0; next = printed.read()) {
            if (next == 0) {
                take(line.toString());
                line.setLength(0);
            } else {
                line.append((char) next);
            }
        }
    }

    private void take(String line) {
        int tab = line.indexOf('\t');
        long bytes = Long.parseLong(line, 0, tab, 10);
        String path = line.substring(tab + 1);
        if (path.equals(ALL)) {
            total = bytes;
            return;
        }
        held.add(new DiskUse.Entry(path.substring(2).replaceAll("\\p{Cntrl}", "?"), bytes));
        if (held.size() > HELD) {
            held.remove();
        }
    }

    private List<DiskUse.Entry> largest() {
        List<DiskUse.Entry> found = new ArrayList<>(held);
        found.sort(SMALLEST_FIRST.reversed().thenComparing(DiskUse.Entry::path));
        return found.stream()
                .filter(entry -> entry.bytes() >= total / 100)
                .filter(entry -> largestWithin(entry, found).isEmpty())
                .limit(SHOWN)
                .toList();
    }

    /** Something in a folder that is nearly all of it: it says more than the folder. */
    private static Optional<DiskUse.Entry> largestWithin(DiskUse.Entry folder, List<DiskUse.Entry> found) {
        return found.stream()
                .filter(inner -> inner.path().startsWith(folder.path() + "/"))
                .filter(inner -> inner.bytes() >= folder.bytes() / 10 * 9)
                .findFirst();
    }
}
