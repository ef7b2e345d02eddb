package io.bancada.compute.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptArgumentsTest {
    @Test
    void wordsArePartedAsAShellPartsThemAndNothingIsExpanded() {
        assertThat(words("")).isEmpty();
        assertThat(words("  a  b\tc ")).containsExactly("a", "b", "c");
        assertThat(words("'a b' \"c d\"e f\\ g ''")).containsExactly("a b", "c de", "f g", "");
        assertThat(words("\"say \\\"hi\\\"\" 'back\\slash'")).containsExactly("say \"hi\"", "back\\slash");
        assertThat(words("$HOME $(id) * ;rm")).containsExactly("$HOME", "$(id)", "*", ";rm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'a", "a \"b", "a\\"})
    void quoteThatStaysOpenIsRefused(String line) {
        assertThat(ScriptArguments.words(line)).isEmpty();
    }

    private static List<String> words(String line) {
        return ScriptArguments.words(line).orElseThrow();
    }
}
