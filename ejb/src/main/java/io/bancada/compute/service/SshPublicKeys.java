package io.bancada.compute.service;

import io.bancada.error.BancadaException;
import io.bancada.message.Message;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/** Public keys as people paste them, one a line. */
final class SshPublicKeys {
    private static final int MOST = 20;
    private static final int LONGEST = 8000;
    private static final int LEAST_RSA_BITS = 2048;

    private SshPublicKeys() {}

    /**
     * The keys, each on a line of its own, without what is around them.
     *
     * @param field names the refused value
     * @throws BancadaException 400 where there is none, or where one is broken, too weak, or comes with options
     */
    static String checked(String field, String text) {
        List<String> lines =
                text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
        if (lines.isEmpty() || lines.size() > MOST || text.length() > LONGEST) {
            throw refused(field, 1);
        }
        for (var i = 0; i < lines.size(); i++) {
            if (!isGood(lines.get(i))) {
                throw refused(field, i + 1);
            }
        }
        return String.join("\n", lines);
    }

    private static boolean isGood(String line) {
        try {
            var entry = AuthorizedKeyEntry.parseAuthorizedKeyEntry(line);
            return entry != null
                    && entry.getLoginOptions().isEmpty()
                    && line.chars().allMatch(c -> c >= ' ' && c != 127)
                    && isStrong(entry.resolvePublicKey(null, PublicKeyEntryResolver.FAILING));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException broken) {
            return false;
        }
    }

    private static boolean isStrong(PublicKey key) {
        return switch (key.getAlgorithm()) {
            case "DSA" -> false;
            case "RSA" -> KeyUtils.getKeySize(key) >= LEAST_RSA_BITS;
            default -> true;
        };
    }

    private static BancadaException refused(String field, int line) {
        return BancadaException.invalid(field, Message.of("refused.sshKey", line, MOST));
    }
}
