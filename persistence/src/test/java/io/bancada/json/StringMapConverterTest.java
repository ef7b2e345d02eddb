package io.bancada.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StringMapConverterTest {
    private final StringMapConverter converter = new StringMapConverter();

    @Test
    void mapsComeBackAsTheyWent() {
        var map = Map.of("", "", "quote\"", "back\\slash", "ção", "two\nlines", "nul", "\0", "emoji", "😀");
        assertThat(converter.convertToEntityAttribute(converter.convertToDatabaseColumn(map)))
                .isEqualTo(map);
    }

    @Test
    void anEmptyMapIsAnEmptyObject() {
        assertThat(converter.convertToDatabaseColumn(Map.of())).isEqualTo("{}");
        assertThat(converter.convertToEntityAttribute("{}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "x", "{\"a\": {}}", "{\"a\""})
    void aColumnThatHoldsSomethingElseIsAnError(String column) {
        assertThatIllegalStateException().isThrownBy(() -> converter.convertToEntityAttribute(column));
    }
}
