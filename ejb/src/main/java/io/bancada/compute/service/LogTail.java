package io.bancada.compute.service;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The last words of a log, made fit to be shown: no colours, no control characters, short. */
final class LogTail {
    /** As much of a log as is looked at. */
    static final int BYTES = 4000;

    private static final int MOST = 600;

    /** Terminal sequences: with parameters (colours, cursor), with a text (titles, links), and of one letter. */
    private static final Pattern TERMINAL =
            Pattern.compile("\u001b(\\[[0-?]*[ -/]*[@-~]|][^\u0007\u001b]*(\u0007|\u001b\\\\)?|[ -/]*[0-~])");

    private LogTail() {}

    static String of(byte[] bytes) {
        var plain = TERMINAL.matcher(new String(bytes, StandardCharsets.UTF_8))
                .replaceAll("")
                .replace("\r\n", "\n")
                .codePoints()
                .map(c ->
                        c != '\n' && (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) ? ' ' : c)
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .strip();
        if (plain.length() <= MOST) {
            return plain;
        }
        var from = plain.length() - MOST;
        var line = plain.indexOf('\n', from);
        return "…" + plain.substring(line >= 0 && line < plain.length() - MOST / 2 ? line + 1 : from);
    }
}
