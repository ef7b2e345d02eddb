package io.bancada.job.ui;

import java.security.SecureRandom;
import java.util.List;
import java.util.random.RandomGenerator;

/** Names for jobs that nobody named, easy to say and never twice. */
final class JobNames {
    private static final List<String> WOODS = List.of(
            "ash", "beech", "birch", "cedar", "cherry", "elm", "fir", "larch", "maple", "oak", "pine", "walnut");
    private static final List<String> TOOLS = List.of(
            "adze", "awl", "chisel", "clamp", "file", "gouge", "level", "mallet", "plane", "rasp", "saw", "vise");
    private static final RandomGenerator RANDOM = new SecureRandom();

    private JobNames() {}

    /** Such as {@code oak_plane_3f9k2c7q}. */
    static String next() {
        var tail = new StringBuilder();
        RANDOM.ints(8, 0, 36).forEach(i -> tail.append(Character.forDigit(i, 36)));
        return any(WOODS) + "_" + any(TOOLS) + "_" + tail;
    }

    private static String any(List<String> words) {
        return words.get(RANDOM.nextInt(words.size()));
    }
}
