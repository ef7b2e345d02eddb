package io.bancada.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A bundle and its translations, as they stand in the source tree.
 *
 * @param bundle path of the English file without {@code .properties}
 */
public record Translations(Path bundle) {
    private static final Pattern BLANK = Pattern.compile("\\{(\\d+)");

    /** What follows the bundle's name in the files that translate it, such as {@code _pt_BR}. */
    public List<String> suffixes() {
        var name = bundle.getFileName() + "_";
        try (var files = Files.list(bundle.toAbsolutePath().getParent())) {
            var found = files.map(f -> f.getFileName().toString())
                    .filter(f -> f.startsWith(name))
                    .map(f -> f.substring(name.length() - 1, f.lastIndexOf('.')))
                    .toList();
            assertThat(found).hasSizeGreaterThan(1);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The keys of the English texts. */
    public Set<String> keys() {
        return new TreeSet<>(texts("").stringPropertyNames());
    }

    /** Every key is there in that language, and none besides; every text is a format with the blanks of the English one. */
    public void assertSame(String suffix) {
        var english = texts("");
        var translated = texts(suffix);
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

    private static Set<String> blanks(String text) {
        return BLANK.matcher(text).results().map(m -> m.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private Properties texts(String suffix) {
        var texts = new Properties();
        try (var file = Files.newBufferedReader(bundle.resolveSibling(bundle.getFileName() + suffix + ".properties"))) {
            texts.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
