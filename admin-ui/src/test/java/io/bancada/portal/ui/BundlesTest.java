package io.bancada.portal.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.bancada.catalog.model.VmPriority;
import io.bancada.catalog.model.VmSize;
import io.bancada.compute.model.AllocationState;
import io.bancada.compute.model.ProvisioningState;
import io.bancada.job.model.JobReason;
import io.bancada.job.model.JobStatus;
import io.bancada.node.model.NodeState;
import io.bancada.quota.model.QuotaRequestStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every word that a page asks for is there in every language, and no word is left over. */
class BundlesTest {
    private static final Pattern KEY =
            Pattern.compile("msg\\['([^']+)']|words\\.(?:of|with|fill|find)\\(\\s*['\"]([A-Za-z.]+)['\"]");
    private static final Pattern BLANK = Pattern.compile("\\{(\\d+)");
    private static final Pattern CONDITIONAL = Pattern.compile("\"([a-z]+\\.[A-Za-z.]+)\"");
    /** Keys that are made of a name: their prefixes. */
    private static final List<String> MADE = List.of(
            "state.",
            "category.",
            "priority.",
            "headline.",
            "isolation.",
            "principal.",
            "reason.",
            "name.",
            "rule.",
            "refused.",
            "request.is.",
            "tab.");

    @ParameterizedTest
    @MethodSource("translations")
    void everyLanguageHasTheSameKeys(String bundle, String language) {
        assertThat(keys(bundle, language)).containsExactlyInAnyOrderElementsOf(keys(bundle, ""));
    }

    @Test
    void everyLanguageThatThePortalSpeaksHasItsBundles() {
        assertThat(Preferences.LOCALES.stream().map(BundlesTest::suffix))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of(""), languages("messages")).toList());
    }

    @Test
    void everyWordThatAPageAsksForIsThere() {
        var wanted = asked().stream()
                .filter(key -> MADE.stream().noneMatch(key::equals))
                .toList();

        assertThat(keys("messages", "")).containsAll(wanted);
    }

    @Test
    void noWordIsLeftOver() {
        var asked = asked();

        assertThat(keys("messages", ""))
                .allSatisfy(
                        key -> assertThat(asked.contains(key) || MADE.stream().anyMatch(key::startsWith))
                                .as(key)
                                .isTrue());
    }

    @Test
    void everyStateReasonAndChoiceHasWords() {
        var expected = Stream.of(
                        names("state.", JobStatus.values()),
                        names("headline.", JobStatus.values()),
                        names("state.", ProvisioningState.values()),
                        names("state.", AllocationState.values()),
                        names("state.", NodeState.values()),
                        names("state.", QuotaRequestStatus.values()),
                        names("request.is.", QuotaRequestStatus.values()),
                        names("category.", VmSize.Category.values()),
                        names("priority.", VmPriority.values()),
                        names("reason.", JobReason.values()).filter(k -> !k.equals("reason.None")))
                .flatMap(s -> s)
                .toList();

        assertThat(keys("messages", "")).containsAll(expected);
    }

    @ParameterizedTest
    @MethodSource("translations")
    void everyTextIsAFormatWithTheSameBlanks(String bundle, String language) {
        var english = texts(bundle, "");
        var translated = texts(bundle, language);

        assertThat(english.stringPropertyNames()).allSatisfy(key -> {
            var text = translated.getProperty(key);
            assertThat(text).as(key).isNotBlank();
            assertThatCode(() -> new MessageFormat(text, Locale.ENGLISH))
                    .as(key)
                    .doesNotThrowAnyException();
            assertThat(blanks(text)).as(key).isEqualTo(blanks(english.getProperty(key)));
        });
    }

    private static Stream<Arguments> translations() {
        return Stream.of("messages", "faces")
                .flatMap(bundle -> languages(bundle).map(language -> Arguments.of(bundle, language)));
    }

    /** The suffixes of the files that translate the bundle. */
    private static Stream<String> languages(String bundle) {
        try (var files = Files.list(Path.of("src/main/resources/io/bancada/portal/ui"))) {
            var found = files.map(f -> f.getFileName().toString())
                    .filter(f -> f.startsWith(bundle + "_"))
                    .map(f -> f.substring(bundle.length(), f.lastIndexOf('.')))
                    .toList();
            assertThat(found).hasSizeGreaterThan(1);
            return found.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String suffix(Locale locale) {
        return locale.equals(Locale.ENGLISH) ? "" : "_" + locale;
    }

    private static Set<String> blanks(String text) {
        return BLANK.matcher(text).results().map(m -> m.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties texts(String bundle, String language) {
        var texts = new Properties();
        try (var in = Files.newBufferedReader(
                Path.of("src/main/resources/io/bancada/portal/ui/" + bundle + language + ".properties"))) {
            texts.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static Stream<String> names(String prefix, Enum<?>... values) {
        return Arrays.stream(values).map(v -> prefix + v.name());
    }

    private static Set<String> keys(String bundle, String language) {
        return new TreeSet<>(texts(bundle, language).stringPropertyNames());
    }

    /** Every key that stands in a view, and every one in a class, also where a condition chooses it. */
    private static Set<String> asked() {
        var asked = new TreeSet<String>();
        sources("src/main/webapp")
                .forEach(text -> KEY.matcher(text).results().forEach(m -> {
                    asked.add(m.group(1) == null ? m.group(2) : m.group(1));
                }));
        sources("src/main/java")
                .forEach(text ->
                        CONDITIONAL.matcher(text).results().map(m -> m.group(1)).forEach(asked::add));
        asked.removeIf(key -> key.startsWith("io.")
                || key.startsWith("bancada.")
                || key.startsWith("jakarta.")
                || key.endsWith(".csv"));
        return asked;
    }

    private static Stream<String> sources(String folder) {
        try (var files = Files.walk(Path.of(folder))) {
            var texts = files.filter(
                            f -> f.toString().endsWith(".xhtml") || f.toString().endsWith(".java"))
                    .map(BundlesTest::read)
                    .toList();
            return StreamSupport.stream(texts.spliterator(), false);
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
