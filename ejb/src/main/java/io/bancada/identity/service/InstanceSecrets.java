package io.bancada.identity.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What a program shows to get a token: it says which program that is, signed. It is kept nowhere, and is good for as long
 * as whoever asks finds that the program may speak for its person.
 */
@ApplicationScoped
public class InstanceSecrets {
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
    private static final int LONGEST = 1000;
    private static final String KIND = "instance program\n";

    private final IdentityKey key;

    @Inject
    public InstanceSecrets(IdentityKey key) {
        this.key = key;
    }

    @SuppressWarnings("NullAway")
    protected InstanceSecrets() {
        this(null);
    }

    /** Letters, digits, {@code - _} and one dot. */
    public String of(InstanceProgram program) {
        var text = program.compute() + "\n" + program.app() + "\n" + program.start() + "\n" + program.person();
        return TEXT.encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "." + signature(text);
    }

    /** Whose it is; empty where we did not make it. */
    public Optional<InstanceProgram> read(String secret) {
        var dot = secret.indexOf('.');
        if (dot < 0 || secret.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(secret.substring(0, dot)), StandardCharsets.UTF_8);
            var same = MessageDigest.isEqual(
                    signature(text).getBytes(StandardCharsets.UTF_8),
                    secret.substring(dot + 1).getBytes(StandardCharsets.UTF_8));
            return same ? Optional.of(program(List.of(text.split("\n", 4)))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static InstanceProgram program(List<String> said) {
        return new InstanceProgram(Long.parseLong(said.get(0)), said.get(1), Long.parseLong(said.get(2)), said.get(3));
    }

    private String signature(String text) {
        return TEXT.encodeToString(key.sign((KIND + text).getBytes(StandardCharsets.UTF_8)));
    }
}
