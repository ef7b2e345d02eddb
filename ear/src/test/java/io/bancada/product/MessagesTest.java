package io.bancada.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.bancada.compute.model.ComputeInstanceState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every sentence that the product's code says is there in every language, and none is left over. */
class MessagesTest {
    private static final Path HOUSE = Path.of("..");
    private static final Path BUNDLES = HOUSE.resolve("persistence/src/main/resources/io/bancada/message");
    private static final Pattern KEY = Pattern.compile("\"([a-z]+\\.[A-Za-z]+)\"");
    private static final Pattern BLANK = Pattern.compile("\\{(\\d+)");
    /** Code that makes messages, itself or by a helper. */
    private static final Pattern USER =
            Pattern.compile("import io\\.bancada\\.message\\.Message;|SnapshotRefused\\s*\\.");

    @Test
    void everySentenceThatCodeSaysIsThereAndNoneIsLeftOver() {
        var features = keys("").stream().map(MessagesTest::feature).collect(Collectors.toSet());
        var said = literals()
                .filter(literal -> features.contains(feature(literal)) && !literal.endsWith(".json"))
                .collect(Collectors.toCollection(TreeSet::new));
        said.add("text"); // what Message.text says
        for (var state : ComputeInstanceState.values()) {
            said.add("instance." + state);
        }
        assertThat(keys("")).isEqualTo(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"_pt_BR", "_zh_CN"})
    void everyLanguageHasTheSameSentencesWithTheSameBlanks(String language) {
        var english = texts("");
        var translated = texts(language);
        assertThat(translated.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        assertThat(english.stringPropertyNames()).allSatisfy(key -> {
            var text = translated.getProperty(key);
            assertThat(text).as(key).isNotBlank();
            assertThatCode(() -> new MessageFormat(text, Locale.ENGLISH))
                    .as(key)
                    .doesNotThrowAnyException();
            assertThat(blanks(text)).as(key).isEqualTo(blanks(english.getProperty(key)));
        });
    }

    @Test
    void everyLanguageOfThePortalIsSpoken() {
        try (var files = Files.list(BUNDLES);
                var portal = Files.list(HOUSE.resolve("admin-ui/src/main/resources/io/bancada/portal/ui"))) {
            assertThat(names(files)).isEqualTo(names(portal));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> names(Stream<Path> files) {
        return files.map(f -> f.getFileName().toString())
                .filter(f -> f.startsWith("messages"))
                .collect(Collectors.toCollection(TreeSet::new));
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

    private static Set<String> blanks(String text) {
        return BLANK.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> keys(String language) {
        return new TreeSet<>(texts(language).stringPropertyNames());
    }

    private static Properties texts(String language) {
        var texts = new Properties();
        try (var file = Files.newBufferedReader(BUNDLES.resolve("messages" + language + ".properties"))) {
            texts.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
