package io.bancada.environment.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.access.model.Caller;
import io.bancada.asset.model.AssetContainerDetails;
import io.bancada.asset.model.AssetTexts;
import io.bancada.asset.service.Assets;
import io.bancada.database.TestDatabase;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.paging.PageRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentServiceTest {
    private static final Caller ADMIN = Caller.SYSTEM;

    @TempDir
    private Path home;

    private TestDatabase database;

    @BeforeEach
    void install() {
        database = Assets.database(TestDatabase.Kind.H2);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void hostIsThereWithoutARow() {
        var arm = call(a -> a.id.child("environments", "host")) + "/versions/1";
        var resolved = call(a -> a.environments.resolve(a.workspace(), "azureml:host:1"));

        assertThat(resolved.environmentId()).isEqualTo(arm);
        assertThat(resolved.variables())
                .containsEntry("PATH", "/usr/bin:/usr/local/bin:/bin")
                .containsEntry("BANCADA_PYTHON", "/usr/bin/python3");
        var inLowerCase = call(a -> a.environments.resolve(a.workspace(), arm.toLowerCase(java.util.Locale.ROOT)));
        assertThat(inLowerCase).isEqualTo(resolved);
        assertThat(call(a -> a.environments.getVersion(ADMIN, a.id, "HOST", "1"))
                        .curated())
                .isTrue();
        assertRefused(() -> call(a -> a.environments.resolve(a.workspace(), "azureml:host:2")), 400);
    }

    @ParameterizedTest
    @EnumSource
    void ownInterpreterComesFirstInThePath(TestDatabase.Kind kind) {
        database.close();
        database = Assets.database(kind);
        put("mine", "1", Map.of("interpreterPath", "/opt/py/bin/python3.11"));

        var resolved = call(a -> a.environments.resolve(a.workspace(), "azureml:Mine:1"));

        assertThat(resolved.variables())
                .containsEntry("PATH", "/opt/py/bin:/usr/local/bin:/usr/bin:/bin")
                .containsEntry("BANCADA_PYTHON", "/opt/py/bin/python3.11");
        assertThat(call(a -> a.environments.get(ADMIN, a.id, "mine")).latestVersion())
                .contains("1");
    }

    @Test
    void userManagedWithoutAnInterpreterMeansTheNodesOwn() {
        put("mine", "1", Map.of("userManagedDependencies", "True"));

        assertThat(call(a -> a.environments.getVersion(ADMIN, a.id, "mine", "1"))
                        .interpreter()
                        .path())
                .isEqualTo("/usr/bin/python3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"python3", "", "/", "/usr/bin/", "/usr/../bin/python3", "/a:b/python", "/a\nb", "/./p", "~/p"})
    void pathThatCannotBeAnInterpretersIsRefused(String path) {
        assertRefused(() -> put("mine", "1", Map.of("interpreterPath", path)), 400);
    }

    @Test
    void whatIsNotOfferedYetIsRefusedWithItsField() {
        var none = AssetTexts.NONE;
        assertNotOffered(
                new EnvironmentVersionRequest(
                        Optional.of("docker.io/x"), Optional.empty(), false, Optional.empty(), false, "{}", none),
                "properties.image");
        assertNotOffered(
                new EnvironmentVersionRequest(
                        Optional.empty(), Optional.of("name: x"), false, Optional.empty(), false, "{}", none),
                "properties.condaFile");
        assertNotOffered(
                new EnvironmentVersionRequest(
                        Optional.empty(), Optional.empty(), true, Optional.empty(), false, "{}", none),
                "properties.build");
        assertNotOffered(
                new EnvironmentVersionRequest(
                        Optional.empty(), Optional.empty(), false, Optional.of("Windows"), false, "{}", none),
                "properties.osType");
        assertNotOffered(
                request(Map.of("userManagedDependencies", "false")), "properties.properties.userManagedDependencies");
        assertRefused(() -> put("mine", "1", Map.of()), 400);
    }

    @Test
    void versionNeverChangesItsInterpreter() {
        var first = put("mine", "1", Map.of("interpreterPath", "/opt/a/python"));
        var again = put("mine", "1", Map.of("interpreterPath", "/opt/a/python", "note", "x"));

        assertThat(first).isTrue();
        assertThat(again).isFalse();
        assertRefused(() -> put("mine", "1", Map.of("interpreterPath", "/opt/b/python")), 409);
    }

    @Test
    void hostCannotBeChanged() {
        assertRefused(() -> put("Host", "2", Map.of("interpreterPath", "/opt/a/python")), 409);
        assertRefused(() -> call(a -> a.environments.put(ADMIN, a.id, "host", AssetTexts.NONE)), 409);
        assertRefused(() -> call(a -> a.environments.delete(ADMIN, a.id, "host")), 409);
        assertRefused(() -> call(a -> a.environments.deleteVersion(ADMIN, a.id, "host", "1")), 409);
    }

    @Test
    void listStartsWithHostAndLeavesOutWhatIsArchived() {
        put("mine", "1", Map.of("interpreterPath", "/opt/a/python"));
        call(a -> a.environments.put(ADMIN, a.id, "old", new AssetTexts("", Map.of(), Map.of(), true)));

        assertThat(list(Optional.of(false))).containsExactly("host", "mine");
        assertThat(list(Optional.of(true))).containsExactly("old");
        assertThat(list(Optional.empty())).containsExactly("host", "mine", "old");
    }

    @Test
    void deletedVersionIsGone() {
        put("mine", "1", Map.of("interpreterPath", "/opt/a/python"));

        assertThat(done(a -> a.environments.deleteVersion(ADMIN, a.id, "mine", "1")))
                .isTrue();
        assertRefused(() -> call(a -> a.environments.getVersion(ADMIN, a.id, "mine", "1")), 404);
        assertThat(done(a -> a.environments.delete(ADMIN, a.id, "mine"))).isTrue();
        assertThat(done(a -> a.environments.delete(ADMIN, a.id, "mine"))).isFalse();
    }

    @Test
    void whoHoldsNoRoleIsRefused() {
        assertRefused(() -> call(a -> a.environments.get(Assets.ANA, a.id, "host")), 403);
        assertRefused(
                () -> call(a -> a.environments.putVersion(Assets.ANA, a.id, "host", "1", request(Map.of()))), 403);
    }

    private java.util.List<String> list(Optional<Boolean> archived) {
        return call(a -> a.environments.list(ADMIN, a.id, archived, PageRequest.first())).items().stream()
                .map(AssetContainerDetails::name)
                .toList();
    }

    private boolean put(String name, String version, Map<String, String> properties) {
        return call(a -> a.environments.putVersion(ADMIN, a.id, name, version, request(properties)))
                .created();
    }

    private void assertNotOffered(EnvironmentVersionRequest request, String field) {
        assertThatThrownBy(() -> call(a -> a.environments.putVersion(ADMIN, a.id, "mine", "1", request)))
                .isInstanceOfSatisfying(BancadaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.NOT_OFFERED);
                    assertThat(e.target()).contains(field);
                    assertThat(e).hasMessageContaining("not offered yet");
                });
    }

    private boolean done(Function<Assets, Boolean> work) {
        return call(work);
    }

    private <T> T call(Function<Assets, T> work) {
        return database.call(em -> work.apply(new Assets(em, home)));
    }

    private static EnvironmentVersionRequest request(Map<String, String> properties) {
        return new EnvironmentVersionRequest(
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                false,
                "{}",
                new AssetTexts("", Map.of(), properties, false));
    }

    private static void assertRefused(ThrowingCallable action, int status) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        BancadaException.class,
                        e -> assertThat(e.code().status()).isEqualTo(status));
    }
}
