package io.bancada.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriverValuesTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "A", "a_b", "a.b", "a/b", "..", "a b", "a\n", "a\u0000", "é"})
    void keysAndIdsAreSafeAsFileNames(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new NodeKey(value));
        assertThatIllegalArgumentException().isThrownBy(() -> new CapsuleId(value));
    }

    @Test
    void keysAndIdsHaveALongest() {
        assertThat(new NodeKey("a".repeat(40)).value()).hasSize(40);
        assertThat(new CapsuleId("p-" + Long.MAX_VALUE).value()).startsWith("p-");
        assertThatIllegalArgumentException().isThrownBy(() -> new NodeKey("a".repeat(41)));
        assertThatIllegalArgumentException().isThrownBy(() -> new CapsuleId("a".repeat(61)));
    }
}
