package io.bancada.driver.ssh;

import java.util.stream.Collectors;

/** Text that a machine has sent, made fit to be shown: one line, no control characters, short. */
final class Words {
    private static final int MOST = 300;

    private Words() {}

    static String of(String text) {
        String plain = text.codePoints()
                .limit(4L * MOST)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .strip();
        return plain.length() <= MOST ? plain : plain.substring(0, MOST) + "…";
    }
}
