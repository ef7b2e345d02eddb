package io.bancada.asset.service;

import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;

/** Why an upload does not become a snapshot, in words that name the file. */
final class SnapshotRefused {
    private static final String FIELD = "properties.codeUri";
    private static final int LONGEST_SHOWN = 200;

    private SnapshotRefused() {}

    static BancadaException because(String message) {
        return BancadaException.invalid(FIELD, message);
    }

    static BancadaException file(String path, String why) {
        return because("The file '" + shown(path) + "' cannot be taken: " + why + ".");
    }

    static BancadaException tooLarge(String message) {
        return new BancadaException(
                ErrorCode.TOO_LARGE, FIELD, message + " Leave out what the job does not need with a .amlignore file.");
    }

    /** A name of the upload without what could disturb a log or a terminal. */
    private static String shown(String path) {
        var text = new StringBuilder();
        path.codePoints()
                .limit(LONGEST_SHOWN)
                .forEach(c -> text.appendCodePoint(Character.isISOControl(c) || !Character.isDefined(c) ? '?' : c));
        return text.toString();
    }
}
