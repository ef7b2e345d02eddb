package io.bancada.driver.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * This host: what it holds, and which processes live on it.
 *
 * @param cores processors that the host has
 * @param memoryMiB memory that the host has, in MiB
 * @param bootId changes whenever the host starts
 * @param uid the server's user number
 */
record Host(int cores, long memoryMiB, String bootId, int uid) {
    static Host ofThisServer() {
        try {
            String memory = Files.readString(Path.of("/proc/meminfo"))
                    .lines()
                    .filter(line -> line.startsWith("MemTotal:"))
                    .findFirst()
                    .orElseThrow();
            String bootId =
                    Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            return new Host(
                    Runtime.getRuntime().availableProcessors(),
                    Long.parseLong(memory.replaceAll("\\D", "")) / 1024,
                    bootId,
                    (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            throw new UncheckedIOException("the local driver needs Linux with /proc", e);
        }
    }

    /** Whether the server is root here. */
    boolean root() {
        return uid == 0;
    }

    /** Whether the process that once had this number and start time (in clock ticks since boot) still lives. */
    boolean isAlive(ProcessMark mark) {
        if (!bootId.equals(mark.boot()) || mark.pid() <= 1) {
            return false;
        }
        try {
            String stat =
                    Files.readString(Path.of("/proc", Long.toString(mark.pid()), "stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return !fields[0].equals("Z") && !fields[0].equals("X") && Long.parseLong(fields[19]) == mark.start();
        } catch (IOException gone) {
            return false;
        }
    }

    /** A process for good: its number alone may be given to another one later. */
    record ProcessMark(long pid, long start, String boot) {}
}
