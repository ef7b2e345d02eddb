package io.bancada.asset.service;

import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.message.Message;

/** Why an upload does not become a snapshot, in words that name the file. */
final class SnapshotRefused {
    private static final String FIELD = "properties.codeUri";
    private static final int LONGEST_SHOWN = 200;

    private SnapshotRefused() {}

    static BancadaException because(String key, Object... blanks) {
        return BancadaException.invalid(FIELD, Message.of(key, blanks));
    }

    static BancadaException file(String path, String key, Object... blanks) {
        return because("upload.file", shown(path), Message.of(key, blanks));
    }

    static BancadaException tooLarge(String key, Object... blanks) {
        return new BancadaException(ErrorCode.TOO_LARGE, FIELD, Message.of("upload.tooLarge", Message.of(key, blanks)));
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
