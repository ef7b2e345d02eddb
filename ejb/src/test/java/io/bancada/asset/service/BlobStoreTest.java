package io.bancada.asset.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobStoreTest {
    private static final String CONTAINER = "u" + "1".repeat(32);
    private static final String OTHER = "u" + "2".repeat(32);
    private static final int MAX_BYTES = 1000;

    @TempDir
    private Path home;

    private BlobStore store;

    @BeforeEach
    void open() {
        store = new BlobStore(home.resolve("uploads"), new SnapshotConfig(MAX_BYTES, 1, Duration.ofMinutes(1)));
        store.create(CONTAINER);
    }

    @Test
    void blobIsReadAsItWasWritten() throws IOException {
        var put = put("src/train.py", "print(1)");

        assertThat(store.get(CONTAINER, "src/train.py")).isEqualTo(put);
        try (var in = store.open(CONTAINER, "src/train.py", 6)) {
            assertThat(in.readAllBytes()).isEqualTo("1)".getBytes(UTF_8));
        }
        assertThat(store.list(CONTAINER, "src/", "", 10)).containsExactly(put);
        assertThat(store.list(CONTAINER, "other", "", 10)).isEmpty();
        assertThat(store.list(CONTAINER, "", "src/train.py", 10)).isEmpty();
    }

    @Test
    void blocksBecomeABlobInTheOrderOfTheList() throws IOException {
        putBlock("a", "block-1", "Hello ");
        putBlock("a", "block-2", "world");
        putBlock("a", "block-3", "unused");
        assertThat(store.list(CONTAINER, "", "", 10)).isEmpty();

        store.putBlockList(CONTAINER, "a", List.of(id("block-1"), id("block-2")));

        try (var in = store.open(CONTAINER, "a", 0)) {
            assertThat(in.readAllBytes()).isEqualTo("Hello world".getBytes(UTF_8));
        }
        assertRefused(() -> store.putBlockList(CONTAINER, "a", List.of(id("block-1"))), "InvalidBlockList");
    }

    @Test
    void bodyThatIsNotWhatItsHashSaysIsRefused() {
        assertRefused(
                () -> store.put(CONTAINER, "a", body("hello"), Optional.of("AAAAAAAAAAAAAAAAAAAAAA==")), "Md5Mismatch");
        assertRefused(() -> store.get(CONTAINER, "a"), "BlobNotFound");
        assertThat(store.put(CONTAINER, "a", body("hello"), Optional.of("XUFAKrxLKna5cZ2REBfFkg=="))
                        .bytes())
                .isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../../x", "/etc/x", "a//b", "a\\b", "a\u0000b", "C:x", "."})
    void nameThatCouldLeaveTheContainerIsRefused(String name) {
        assertRefused(() -> put(name, "x"), "InvalidUri");
        assertRefused(() -> store.get(CONTAINER, name), "InvalidUri");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "", "u1", "keys", "u2222222222222222222222222222222G"})
    void whatIsNoContainerIsNotFound(String container) {
        assertRefused(() -> store.put(container, "a", body("x"), Optional.empty()), "ContainerNotFound");
        assertRefused(() -> store.list(container, "", "", 1), "ContainerNotFound");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "***", "../../../etc/x"})
    void blockIdThatIsNoneIsRefused(String blockId) {
        assertRefused(() -> store.putBlock(CONTAINER, "a", blockId, body("x"), Optional.empty()), "InvalidBlockId");
    }

    @Test
    void blobCannotBeAFolderToo() {
        put("a", "x");
        put("d/b", "x");
        assertRefused(() -> put("a/b", "x"), "BlobPathConflict");
        assertRefused(() -> put("d", "x"), "BlobPathConflict");
    }

    @Test
    void containerHoldsNoMoreThanItMayAndWhatIsReplacedNoLongerCounts() throws IOException {
        for (int i = 0; i < 20; i++) {
            put("a", "x".repeat(900));
        }
        put("b", "x".repeat(1000));
        assertRefused(() -> put("c", "x".repeat(200)), "RequestBodyTooLarge");
        put("d", "x".repeat(100));
        assertRefused(() -> put("e", "x"), "RequestBodyTooLarge");
        try (var left = Files.list(home.resolve("uploads").resolve(CONTAINER))) {
            assertThat(left).hasSize(2);
        }
    }

    @Test
    void blockListCannotMultiplyABlock() {
        putBlock("a", "block", "x".repeat(900));
        var many = java.util.Collections.nCopies(1000, id("block"));
        assertRefused(() -> store.putBlockList(CONTAINER, "a", many), "RequestBodyTooLarge");
        put("b", "x".repeat(1000));
    }

    @Test
    void emptyBlocksCountToo() {
        for (int i = 0; i < 50; i++) {
            putBlock("a", "b" + i, "");
        }
        assertRefused(() -> putBlock("a", "one more", ""), "RequestBodyTooLarge");
    }

    @Test
    void signatureIsGoodForItsContainerAndItsHour() {
        var now = Instant.parse("2026-01-01T00:00:00Z");
        var key = new SigningKey(home.resolve("keys/k"));
        var query = parse(
                new BlobSignatures(key, Clock.fixed(now, ZoneOffset.UTC)).query(CONTAINER, now.plusSeconds(3600)));
        var se = query.get("se");
        var sig = query.get("sig");
        var inTime = new BlobSignatures(key, Clock.fixed(now.plusSeconds(3599), ZoneOffset.UTC));
        var late = new BlobSignatures(key, Clock.fixed(now.plusSeconds(3600), ZoneOffset.UTC));
        var otherKey = new BlobSignatures(new SigningKey(home.resolve("keys/other")), Clock.fixed(now, ZoneOffset.UTC));

        inTime.require(CONTAINER, se, sig);
        assertRefused(() -> late.require(CONTAINER, se, sig), "AuthenticationFailed");
        assertRefused(() -> inTime.require(OTHER, se, sig), "AuthenticationFailed");
        assertRefused(() -> inTime.require(CONTAINER, "2027-01-01T00:00:00Z", sig), "AuthenticationFailed");
        assertRefused(() -> inTime.require(CONTAINER, se, sig + "A"), "AuthenticationFailed");
        assertRefused(() -> inTime.require(CONTAINER, se, null), "AuthenticationFailed");
        assertRefused(() -> inTime.require(CONTAINER, null, sig), "AuthenticationFailed");
        assertRefused(() -> inTime.require("../x", se, sig), "AuthenticationFailed");
        assertRefused(() -> otherKey.require(CONTAINER, se, sig), "AuthenticationFailed");
    }

    private Blob put(String name, String content) {
        return store.put(CONTAINER, name, body(content), Optional.empty());
    }

    private void putBlock(String name, String blockId, String content) {
        store.putBlock(CONTAINER, name, id(blockId), body(content), Optional.empty());
    }

    private static String id(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static Map<String, String> parse(String query) {
        return Arrays.stream(query.split("&"))
                .map(p -> p.split("=", 2))
                .collect(Collectors.toMap(p -> p[0], p -> java.net.URLDecoder.decode(p[1], UTF_8)));
    }

    private static void assertRefused(ThrowingCallable action, String code) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        BlobException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
