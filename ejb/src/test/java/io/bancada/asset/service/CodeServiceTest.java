package io.bancada.asset.service;

import static io.bancada.asset.service.Assets.ANA;
import static io.bancada.asset.service.ZipBytes.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.access.model.Caller;
import io.bancada.access.model.RoleAssignment;
import io.bancada.access.model.RoleAssignmentRepository;
import io.bancada.access.service.BuiltInRoles;
import io.bancada.asset.model.AssetTexts;
import io.bancada.asset.model.CodeVersionDetails;
import io.bancada.database.TestDatabase;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.paging.PageRequest;
import io.bancada.workspace.service.WorkspaceEmptying;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
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

class CodeServiceTest {
    private static final CodeVersionRequest NOTHING = request(Optional.empty());

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

    @ParameterizedTest
    @EnumSource
    void uploadBecomesAVersionThatAJobCanName(TestDatabase.Kind kind) throws Exception {
        database.close();
        database = Assets.database(kind);
        var ticket = call(a -> a.uploads.start(Caller.SYSTEM, a.id, "digits", "1", Optional.empty()));
        upload(ticket.blobUri(), "src/train.py", "print(1)");

        var put = call(a -> a.codeUploads.put(
                Caller.SYSTEM,
                a.id,
                "digits",
                "1",
                request(Optional.of(ticket.sasUri().toString()))));

        assertThat(put.created()).isTrue();
        assertThat(put.details().codeUri()).isEqualTo(ticket.blobUri().toString());
        assertThat(put.details().snapshot().files()).isEqualTo(1);
        var arm = put.details().armId();
        for (var id : new String[] {arm, arm.toUpperCase(Locale.ROOT), "azureml:" + arm, "azureml:Digits:1"}) {
            String hash = call(a -> a.codes.resolve(a.workspace(), id));
            assertThat(hash).isEqualTo(put.details().snapshot().hash());
        }
        var directory = call(
                a -> a.codes.directory(a.workspace(), put.details().snapshot().hash()));
        assertThat(directory.resolve("src/train.py")).hasContent("print(1)");
        var container = call(a -> a.codes.get(Caller.SYSTEM, a.id, "DIGITS"));
        assertThat(container.latestVersion()).contains("1");
        assertThat(container.nextVersion()).isEqualTo("2");
    }

    @Test
    void subfolderOfAnUploadIsEnough() {
        var ticket = call(a -> a.uploads.start(Caller.SYSTEM, a.id, "digits", "1", Optional.empty()));
        upload(ticket.blobUri(), "one/train.py", "1");
        upload(ticket.blobUri(), "two/train.py", "2");

        var put = call(a -> a.codeUploads.put(
                Caller.SYSTEM, a.id, "digits", "1", request(Optional.of(ticket.blobUri() + "/two/"))));

        assertThat(call(a -> a.codes.directory(
                                a.workspace(), put.details().snapshot().hash()))
                        .resolve("train.py"))
                .hasContent("2");
    }

    @Test
    void sameVersionWithTheSameContentSucceedsAgainAndWithOtherContentIsRefused() {
        var first = zip("1", "print(1)");
        var again = zip("1", "print(1)");

        assertThat(first.created()).isTrue();
        assertThat(again.created()).isFalse();
        assertThat(again.details()).isEqualTo(first.details());
        assertRefused(() -> zip("1", "print(2)"), ErrorCode.CONFLICT);
        assertThat(call(a -> a.codes.getVersion(Caller.SYSTEM, a.id, "digits", "1"))
                        .snapshot())
                .isEqualTo(first.details().snapshot());
    }

    @Test
    void uploadThatChangedSinceIsRefusedAndOneThatWasSweptIsTheSame() {
        var ticket = call(a -> a.uploads.start(Caller.SYSTEM, a.id, "digits", "1", Optional.empty()));
        var request = request(Optional.of(ticket.blobUri().toString()));
        upload(ticket.blobUri(), "train.py", "1");
        var first = call(a -> a.codeUploads.put(Caller.SYSTEM, a.id, "digits", "1", request));
        var again = call(a -> a.codeUploads.put(Caller.SYSTEM, a.id, "digits", "1", request));
        upload(ticket.blobUri(), "train.py", "2");

        assertThat(again.created()).isFalse();
        assertThat(again.details()).isEqualTo(first.details());
        assertRefused(
                () -> call(a -> a.codeUploads.put(Caller.SYSTEM, a.id, "digits", "1", request)), ErrorCode.CONFLICT);
        var afterTwoDays = Clock.fixed(Assets.NOW.plus(Duration.ofDays(2)), ZoneOffset.UTC);
        database.run(em -> new Assets(em, home, afterTwoDays)
                .uploads.start(Caller.SYSTEM, first.details().workspace(), "digits", "2", Optional.empty()));
        var swept = call(a -> a.codeUploads.put(Caller.SYSTEM, a.id, "digits", "1", request));
        assertThat(swept.details()).isEqualTo(first.details());
        assertThat(home.resolve("uploads").toFile().list()).hasSize(1);
    }

    @Test
    void putThatNamesNoUploadChangesTheTextsOfAVersionThatIsThere() {
        zip("1", "print(1)");
        var texts = new AssetTexts("better", Map.of("a", "b"), Map.of(), true);

        var put = call(a -> a.codeUploads.put(
                Caller.SYSTEM, a.id, "digits", "1", new CodeVersionRequest(Optional.empty(), false, texts)));

        assertThat(put.created()).isFalse();
        assertThat(put.details().texts()).isEqualTo(texts);
        assertRefused(
                () -> call(a -> a.codeUploads.put(Caller.SYSTEM, a.id, "digits", "2", NOTHING)),
                ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void uploadThatIsNotOfThisWorkspaceIsRefused() {
        for (var uri : new String[] {
            "https://blobStorage/folderName",
            "https://localhost:8443/blobs/u" + "0".repeat(32),
            "https://localhost:8443/blobs/../etc",
            "file:///etc/passwd",
            "not a uri"
        }) {
            assertRefused(
                    () -> call(a -> a.codeUploads.put(Caller.SYSTEM, a.id, "digits", "1", request(Optional.of(uri)))),
                    ErrorCode.INVALID_PARAMETER);
        }
        var ticket = call(a -> a.uploads.start(Caller.SYSTEM, a.id, "digits", "1", Optional.empty()));
        assertRefused(
                () -> call(a -> a.codeUploads.put(
                        Caller.SYSTEM, a.id, "digits", "1", request(Optional.of(ticket.blobUri() + "/%2e%2e/")))),
                ErrorCode.INVALID_PARAMETER);
        assertRefused(
                () -> call(a -> a.codeUploads.put(
                        Caller.SYSTEM, a.id, "digits", "1", request(Optional.of(ticket.blobUri() + "")))),
                ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void sameUploadIdGivesTheSamePlace() {
        var first = call(a -> a.uploads.start(Caller.SYSTEM, a.id, "digits", "1", Optional.of("mine")));
        var again = call(a -> a.uploads.start(Caller.SYSTEM, a.id, "Digits", "1", Optional.of("mine")));
        var other = call(a -> a.uploads.start(Caller.SYSTEM, a.id, "digits", "2", Optional.of("mine")));

        assertThat(again.blobUri()).isEqualTo(first.blobUri());
        assertThat(other.blobUri()).isNotEqualTo(first.blobUri());
    }

    @Test
    void deletedVersionLeavesTheContainerAndItsNumbers() {
        zip("1", "1");
        zip("2", "2");

        assertThat(done(a -> a.codes.deleteVersion(Caller.SYSTEM, a.id, "digits", "2")))
                .isTrue();
        assertThat(done(a -> a.codes.deleteVersion(Caller.SYSTEM, a.id, "digits", "2")))
                .isFalse();

        var container = call(a -> a.codes.get(Caller.SYSTEM, a.id, "digits"));
        assertThat(container.latestVersion()).contains("1");
        assertThat(container.nextVersion()).isEqualTo("3");
        assertThat(done(a -> a.codes.delete(Caller.SYSTEM, a.id, "digits"))).isTrue();
        assertRefused(() -> call(a -> a.codes.get(Caller.SYSTEM, a.id, "digits")), ErrorCode.NOT_FOUND);
        assertRefused(() -> call(a -> a.codes.resolve(a.workspace(), "azureml:digits:1")), ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void listsAreKeysetPages() {
        for (int i = 1; i <= 5; i++) {
            zip("" + i, "print(" + i + ")");
        }
        var first = call(a -> a.codes.listVersions(
                Caller.SYSTEM, a.id, "digits", false, Optional.empty(), new PageRequest(3, Optional.empty())));
        var second = call(a -> a.codes.listVersions(
                Caller.SYSTEM,
                a.id,
                "digits",
                false,
                Optional.empty(),
                PageRequest.of(first.next().orElseThrow(), 3)));
        var newest = call(a -> a.codes.listVersions(
                Caller.SYSTEM, a.id, "digits", true, Optional.empty(), new PageRequest(1, Optional.empty())));
        var hash = first.items().get(1).snapshot().hash();
        var byHash = call(a ->
                a.codes.listVersions(Caller.SYSTEM, a.id, "digits", false, Optional.of(hash), PageRequest.first()));

        assertThat(first.items()).extracting(CodeVersionDetails::version).containsExactly("1", "2", "3");
        assertThat(second.items()).extracting(CodeVersionDetails::version).containsExactly("4", "5");
        assertThat(second.next()).isEmpty();
        assertThat(newest.items()).extracting(CodeVersionDetails::version).containsExactly("5");
        assertThat(byHash.items()).extracting(CodeVersionDetails::version).containsExactly("2");
        assertThat(call(a -> a.codes.list(Caller.SYSTEM, a.id, PageRequest.first()))
                        .items())
                .hasSize(1);
    }

    @Test
    void namesThatBreakTheRulesAreRefused() {
        assertRefused(
                () -> call(a -> a.codes.put(Caller.SYSTEM, a.id, "a b", AssetTexts.NONE)), ErrorCode.INVALID_PARAMETER);
        assertRefused(() -> zip("../1", "1"), ErrorCode.INVALID_PARAMETER);
        assertRefused(
                () -> call(a -> a.uploads.start(Caller.SYSTEM, a.id, "digits", "1", Optional.of("a/b"))),
                ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void whoHoldsNoRoleIsRefusedWhetherOrNotThereIsAnything() {
        zip("1", "1");
        assertRefused(() -> call(a -> a.codes.get(ANA, a.id, "digits")), ErrorCode.FORBIDDEN);
        assertRefused(() -> call(a -> a.codes.get(ANA, a.id, "nothing")), ErrorCode.FORBIDDEN);
        assertRefused(
                () -> call(a -> a.uploads.start(ANA, a.id, "digits", "9", Optional.empty())), ErrorCode.FORBIDDEN);
        assertRefused(() -> call(a -> a.codeUploads.put(ANA, a.id, "digits", "9", NOTHING)), ErrorCode.FORBIDDEN);
    }

    @Test
    void readerReadsAndDataScientistWrites() {
        zip("1", "1");
        grant(BuiltInRoles.READER);
        assertThat(call(a -> a.codes.getVersion(ANA, a.id, "digits", "1")).version())
                .isEqualTo("1");
        assertRefused(() -> call(a -> a.codes.put(ANA, a.id, "other", AssetTexts.NONE)), ErrorCode.FORBIDDEN);
        grant(BuiltInRoles.DATA_SCIENTIST);
        assertThat(call(a -> a.codes.put(ANA, a.id, "other", AssetTexts.NONE)).created())
                .isTrue();
        assertThat(done(a -> a.codes.deleteVersion(ANA, a.id, "digits", "1"))).isTrue();
    }

    @Test
    void eachChangeLeavesOneAuditEntry() {
        zip("1", "1");
        call(a -> a.codes.put(Caller.SYSTEM, a.id, "digits", AssetTexts.NONE));
        call(a -> a.codes.delete(Caller.SYSTEM, a.id, "digits"));

        long entries = database.call(em ->
                em.createQuery("select count(e) from AuditEntry e", Long.class).getSingleResult());
        assertThat(entries).isEqualTo(3);
    }

    @Test
    void emptiedWorkspaceKeepsNoRows() {
        zip("1", "1");
        call(a -> a.uploads.start(Caller.SYSTEM, a.id, "digits", "2", Optional.empty()));

        call(a -> {
            a.codes.empty(new WorkspaceEmptying(a.workspace()));
            return true;
        });

        assertThat(call(a -> a.codes.list(Caller.SYSTEM, a.id, PageRequest.first()))
                        .items())
                .isEmpty();
    }

    @Test
    void signingKeyIsOursAlone() throws Exception {
        call(a -> a.uploads.start(Caller.SYSTEM, a.id, "digits", "1", Optional.empty()));

        var key = home.resolve("keys/blob-sas.key");
        assertThat(Files.getAttribute(key, "unix:mode")).isEqualTo(0100600);
        assertThat(Files.size(key)).isEqualTo(32);
    }

    private Registered<CodeVersionDetails> zip(String version, String content) {
        var archive = ZipBytes.of(file("train.py", content));
        return call(a -> a.codeUploads.putZip(
                Caller.SYSTEM, a.id, "digits", version, new ByteArrayInputStream(archive), NOTHING));
    }

    private void upload(URI container, String name, String content) {
        var path = container.getPath();
        var body = new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
        call(a -> a.blobs.put(path.substring(path.lastIndexOf('/') + 1), name, body, Optional.empty()));
    }

    private void grant(String role) {
        database.run(em -> {
            var assets = new Assets(em, home);
            new RoleAssignmentRepository(em)
                    .add(new RoleAssignment(
                            java.util.UUID.randomUUID(),
                            RoleAssignment.PrincipalType.User,
                            ANA.subject(),
                            role,
                            assets.id.scope(),
                            Assets.NOW));
        });
    }

    private boolean done(Function<Assets, Boolean> work) {
        return call(work);
    }

    private <T> T call(Function<Assets, T> work) {
        return database.call(em -> work.apply(new Assets(em, home)));
    }

    private static CodeVersionRequest request(Optional<String> codeUri) {
        return new CodeVersionRequest(codeUri, false, AssetTexts.NONE);
    }

    private static void assertRefused(ThrowingCallable action, ErrorCode code) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        BancadaException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
