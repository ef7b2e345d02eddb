package io.bancada.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.compute.model.ComputeInstanceState;
import io.bancada.message.Translations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sentence that the product's code says is there in every language, and none is left over. */
class MessagesTest {
    private static final Path HOUSE = Path.of("..");
    private static final Translations SENTENCES =
            new Translations(HOUSE.resolve("persistence/src/main/resources/io/bancada/message/messages"));
    private static final Translations PAGES =
            new Translations(HOUSE.resolve("admin-ui/src/main/resources/io/bancada/portal/ui/messages"));
    private static final Pattern KEY = Pattern.compile("\"([a-z]+\\.[A-Za-z]+)\"");
    /** Code that makes messages, itself or by a helper. */
    private static final Pattern USER =
            Pattern.compile("import io\\.bancada\\.message\\.Message;|SnapshotRefused\\s*\\.");

    @Test
    void everySentenceThatCodeSaysIsThereAndNoneIsLeftOver() {
        var features = SENTENCES.keys().stream().map(MessagesTest::feature).collect(Collectors.toSet());
        var said = literals()
                .filter(literal -> features.contains(feature(literal)) && !literal.endsWith(".json"))
                .collect(Collectors.toCollection(TreeSet::new));
        said.add("text"); // what Message.text says
        for (var state : ComputeInstanceState.values()) {
            said.add("instance." + state);
        }
        assertThat(SENTENCES.keys()).isEqualTo(said);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyLanguageHasTheSameSentencesWithTheSameBlanks(String language) {
        SENTENCES.assertSame(language);
    }

    @Test
    void everyLanguageOfThePortalIsSpoken() {
        assertThat(SENTENCES.suffixes()).containsExactlyInAnyOrderElementsOf(PAGES.suffixes());
    }

    private static List<String> languages() {
        return SENTENCES.suffixes();
    }

    private static String feature(String key) {
        return key.contains(".") ? key.substring(0, key.indexOf('.')) : key;
    }

    /** What could be a key, in all code that makes messages. */
    private static Stream<String> literals() {
        var java = Stream.of("persistence", "ejb", "web", "admin-ui")
                .flatMap(module -> sources(HOUSE.resolve(module).resolve("src/main/java"), ".java"))
                .filter(code -> USER.matcher(code).find());
        var agents = sources(HOUSE.resolve("ejb/src/main/resources/io/bancada/driver"), ".py");
        return Stream.concat(java, agents)
                .flatMap(code -> KEY.matcher(code).results().map(found -> found.group(1)));
    }

    private static Stream<String> sources(Path root, String ending) {
        try (var files = Files.walk(root)) {
            var found = files.filter(f -> f.toString().endsWith(ending)).toList();
            assertThat(found).isNotEmpty();
            return found.stream().map(MessagesTest::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
