package io.bancada.compute.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.access.model.Caller;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.identity.service.IdentityKey;
import io.bancada.identity.service.InstanceProgram;
import io.bancada.identity.service.InstanceSecrets;
import io.bancada.person.service.FakeDirectory;
import io.bancada.person.service.Person;
import io.bancada.workspace.service.KeyFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceIdentitiesTest {
    private static final InstanceProgram JUPYTER = new InstanceProgram(7, "jupyter", 3, "0b3f-ana");

    @TempDir
    Path home;

    private final FakeDirectory directory = new FakeDirectory().with(new Person("0b3f-ana", "Ana Araujo", "ana", true));
    private final Set<InstanceProgram> running = new HashSet<>(Set.of(JUPYTER));
    private InstanceSecrets secrets;
    private InstanceIdentities identities;

    @BeforeEach
    void make() {
        secrets = secrets("identity.key");
        identities = new InstanceIdentities(
                secrets,
                new InstanceProgramRows() {
                    @Override
                    public boolean runs(InstanceProgram program) {
                        return running.contains(program);
                    }
                },
                directory.asPeople());
    }

    @Test
    void programSpeaksInTheNameOfItsPersonWithTheGroupsOfNow() {
        directory.groups.put("0b3f-ana", Set.of("data-scientists"));
        assertThat(identities.identify(secrets.of(JUPYTER)))
                .isEqualTo(new Caller("0b3f-ana", "ana", "Ana Araujo", Set.of("data-scientists"), "bancada-instance"));
    }

    @Test
    void secretIsGoodWhileTheProgramRunsForItsPerson() {
        var secret = secrets.of(JUPYTER);
        running.clear();
        refused(secret, ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void whoMayNotSignOnOrIsGoneHasNoProgramsEither() {
        directory.with(new Person("0b3f-ana", "Ana Araujo", "ana", false));
        refused(secrets.of(JUPYTER), ErrorCode.UNAUTHENTICATED);
        directory.people.clear();
        make();
        refused(secrets.of(JUPYTER), ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void withoutTheDirectoryNobodyKnows() {
        directory.away = true;
        refused(secrets.of(JUPYTER), ErrorCode.UNAVAILABLE);
    }

    @Test
    void secretOfAnotherKeyOrChangedIsNone() {
        refused(secrets("another.key").of(JUPYTER), ErrorCode.UNAUTHENTICATED);
        var secret = secrets.of(new InstanceProgram(7, "jupyter", 2, "0b3f-ana"));
        var forged = Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("7\njupyter\n3\n0b3f-ana".getBytes(StandardCharsets.UTF_8))
                + secret.substring(secret.indexOf('.'));
        refused(forged, ErrorCode.UNAUTHENTICATED);
        assertThat(directory.asked)
                .as("nobody is asked for what we did not make")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.b", "%%%.x", "Nw.", "NwpqCjEKYQ"})
    void whatIsNoSecretIsRefused(String text) {
        refused(text, ErrorCode.UNAUTHENTICATED);
        refused(text + "x".repeat(100_000), ErrorCode.UNAUTHENTICATED);
    }

    private InstanceSecrets secrets(String file) {
        return new InstanceSecrets(new IdentityKey(new KeyFile(home.resolve(file))));
    }

    private void refused(String secret, ErrorCode code) {
        assertThatThrownBy(() -> identities.identify(secret))
                .isInstanceOfSatisfying(
                        BancadaException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
