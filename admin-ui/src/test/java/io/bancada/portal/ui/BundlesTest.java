package io.bancada.portal.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.access.model.LockLevel;
import io.bancada.catalog.model.VmPriority;
import io.bancada.catalog.model.VmSize;
import io.bancada.compute.model.AllocationState;
import io.bancada.compute.model.ComputeInstanceState;
import io.bancada.compute.model.ComputePowerAction;
import io.bancada.compute.model.DiskLevel;
import io.bancada.compute.model.EvidenceKind;
import io.bancada.compute.model.LastOperation;
import io.bancada.compute.model.ProvisioningState;
import io.bancada.compute.model.SetupPhase;
import io.bancada.compute.model.SetupRun;
import io.bancada.compute.service.IdleStatus;
import io.bancada.cost.model.CostKind;
import io.bancada.job.model.JobReason;
import io.bancada.job.model.JobStatus;
import io.bancada.message.Translations;
import io.bancada.node.model.NodeState;
import io.bancada.quota.model.QuotaRequestStatus;
import io.bancada.schedule.model.RecurrenceTimetable.Frequency;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
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
    private static final Path BUNDLES = Path.of("src/main/resources/io/bancada/portal/ui");
    private static final Translations WORDS = new Translations(BUNDLES.resolve("messages"));
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
            "act.",
            "act.stop",
            "desk.fits",
            "desk.quota",
            "policy.",
            "policy.jobs",
            "policy.ssh",
            "policy.stopped",
            "did.",
            "whose.",
            "sentence.",
            "step.",
            "operation.",
            "outcome.",
            "trigger.",
            "tab.",
            "idleTime.",
            "upkeep.",
            "sign.",
            "schedule.",
            "schedule.do",
            "schedule.every",
            "setup.",
            "lockLevel.",
            "lockMark.",
            "cost.");

    @ParameterizedTest
    @MethodSource("translations")
    void everyLanguageHasTheSameWordsWithTheSameBlanks(String bundle, String language) {
        new Translations(BUNDLES.resolve(bundle)).assertSame(language);
    }

    @Test
    void everyLanguageThatThePortalSpeaksHasItsBundles() {
        assertThat(Preferences.LOCALES.stream().map(BundlesTest::suffix))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of(""), WORDS.suffixes().stream()).toList());
    }

    @Test
    void everyWordThatAPageAsksForIsThere() {
        var wanted = asked().stream()
                .filter(key -> MADE.stream().noneMatch(key::equals))
                .toList();

        assertThat(WORDS.keys()).containsAll(wanted);
    }

    @Test
    void noWordIsLeftOver() {
        var asked = asked();

        assertThat(WORDS.keys())
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
                        names("lockLevel.", LockLevel.values()),
                        names("lockMark.", LockLevel.values()),
                        names("state.", ProvisioningState.values()),
                        names("state.", AllocationState.values()),
                        names("state.", NodeState.values()),
                        names("state.", QuotaRequestStatus.values()),
                        names("request.is.", QuotaRequestStatus.values()),
                        names("category.", VmSize.Category.values()),
                        names("priority.", VmPriority.values()),
                        names("state.", ComputeInstanceState.values()),
                        names("sentence.", ComputeInstanceState.values()),
                        names("operation.", LastOperation.Name.values()),
                        names("outcome.", LastOperation.Status.values()),
                        names("trigger.", LastOperation.Trigger.values()),
                        names("upkeep.", IdleStatus.Phase.values()),
                        names("setup.", SetupPhase.values()),
                        names("setup.", SetupRun.Outcome.values()),
                        names("sign.", EvidenceKind.values()),
                        names("cost.", CostKind.values()),
                        names("state.Disk", DiskLevel.values()),
                        names("schedule.", ComputePowerAction.values()),
                        names("schedule.do", ComputePowerAction.values()),
                        names("schedule.every", Frequency.values()),
                        names("reason.", JobReason.values()).filter(k -> !k.equals("reason.None")))
                .flatMap(s -> s)
                .toList();

        assertThat(WORDS.keys()).containsAll(expected);
    }

    private static Stream<Arguments> translations() {
        return Stream.of("messages", "faces")
                .flatMap(bundle -> new Translations(BUNDLES.resolve(bundle))
                        .suffixes().stream().map(language -> Arguments.of(bundle, language)));
    }

    private static String suffix(Locale locale) {
        return locale.equals(Locale.ENGLISH) ? "" : "_" + locale;
    }

    private static Stream<String> names(String prefix, Enum<?>... values) {
        return Arrays.stream(values).map(v -> prefix + v.name());
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
