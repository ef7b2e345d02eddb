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
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every word that a page asks for is there in every language, and no word is left over. */
class BundlesTest {
    private static final Pattern KEY =
            Pattern.compile("msg\\['([^']+)']|words\\.(?:of|with|fill|find)\\(\\s*['\"]([A-Za-z.]+)['\"]");
    private static final Pattern CONDITIONAL = Pattern.compile("\"([a-z]+\\.[A-Za-z.]+)\"");
    /** Keys that are made of a name: their prefixes. */
    private static final List<String> MADE = List.of(
            "state.",
            "category.",
            "priority.",
            "headline.",
            "isolation.",
            "reason.",
            "name.",
            "rule.",
            "refused.",
            "request.is.");

    @ParameterizedTest
    @ValueSource(strings = {"messages", "faces"})
    void bothLanguagesHaveTheSameKeys(String bundle) {
        assertThat(keys(bundle, "_pt_BR")).containsExactlyInAnyOrderElementsOf(keys(bundle, ""));
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

    @Test
    void everyTextIsAFormatWithTheSameBlanksInBothLanguages() {
        var english = Words.bundle(Locale.ENGLISH);
        var portuguese = Words.bundle(Locale.forLanguageTag("pt-BR"));

        assertThat(keys("messages", "")).allSatisfy(key -> {
            assertThatCode(() -> new MessageFormat(english.getString(key), Locale.ENGLISH))
                    .doesNotThrowAnyException();
            assertThat(new MessageFormat(portuguese.getString(key), Locale.ENGLISH).getFormatsByArgumentIndex())
                    .as(key)
                    .hasSameSizeAs(
                            new MessageFormat(english.getString(key), Locale.ENGLISH).getFormatsByArgumentIndex());
            assertThat(portuguese.getString(key)).as(key).isNotBlank();
        });
    }

    private static Stream<String> names(String prefix, Enum<?>... values) {
        return Arrays.stream(values).map(v -> prefix + v.name());
    }

    private static Set<String> keys(String bundle, String language) {
        try (var lines =
                Files.lines(Path.of("src/main/resources/io/bancada/portal/ui/" + bundle + language + ".properties"))) {
            return lines.filter(l -> !l.isBlank() && !l.startsWith("#"))
                    .map(l -> l.substring(0, l.indexOf('=')))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        asked.removeIf(key -> key.startsWith("io.") || key.startsWith("bancada.") || key.startsWith("jakarta."));
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
