package io.bancada.compute.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretBoxTest {
    private static final UUID OWNER = new UUID(1, 2);
    private static final Secret CANARY = new Secret("canary-4711-ü");

    @TempDir
    Path home;

    private Path file = Path.of("");
    private SecretBox box = new SecretBox(file);

    @BeforeEach
    void newBox() {
        file = home.resolve("keys/secrets.key");
        box = new SecretBox(file);
    }

    @Test
    void whatWasSealedOpensAgainAlsoForTheNextServer() {
        var sealed = box.seal(CANARY, OWNER);
        assertThat(box.open(sealed, OWNER)).isEqualTo(CANARY);
        assertThat(new SecretBox(file).open(sealed, OWNER)).isEqualTo(CANARY);
    }

    @Test
    void sealedWordsShowNothingAndAreNeverTheSame() {
        var sealed = box.seal(CANARY, OWNER);
        assertThat(sealed).isNotEqualTo(box.seal(CANARY, OWNER));
        assertThat(new String(Base64.getDecoder().decode(sealed.substring(2)), StandardCharsets.ISO_8859_1))
                .doesNotContain("canary");
        assertThat(CANARY).hasToString("***");
    }

    @Test
    void keyIsOurAccountsAlone() throws Exception {
        box.seal(CANARY, OWNER);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.size(file)).isEqualTo(32);
        try (var keys = Files.list(home.resolve("keys"))) {
            assertThat(keys).containsExactly(file);
        }
    }

    @Test
    void anotherOwnerAnotherKeyOrAChangedWordOpensNothing() throws Exception {
        var sealed = box.seal(CANARY, OWNER);
        assertThatThrownBy(() -> box.open(sealed, new UUID(1, 3))).isInstanceOf(IllegalStateException.class);
        var changed = sealed.substring(0, 10) + (sealed.charAt(10) == 'A' ? 'B' : 'A') + sealed.substring(11);
        assertThatThrownBy(() -> box.open(changed, OWNER)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> box.open("1.AAAA", OWNER)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> box.open("canary", OWNER)).isInstanceOf(IllegalStateException.class);
        Files.delete(file);
        assertThatThrownBy(() -> box.open(sealed, OWNER))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("secrets.key");
    }
}
