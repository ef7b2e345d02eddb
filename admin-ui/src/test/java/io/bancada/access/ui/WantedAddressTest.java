package io.bancada.access.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WantedAddressTest {
    private static final String PAGE = "/portal/job/job";

    @Test
    void addressComesBackAsItWas() {
        var wanted = new WantedAddress(PAGE, "name=a%20b&tab=history?&x=\"ç\"");

        assertThat(WantedAddress.of(wanted.value().orElseThrow())).contains(wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//evil.example/?a=1", "https://evil.example/?a=1", "/portal/sign-off?a=1", PAGE + "?a=1\r\nX: y"
            })
    void cookieOfSomebodyElseLeadsNowhereElse(String address) {
        var value = Base64.getUrlEncoder().encodeToString(address.getBytes(StandardCharsets.UTF_8));

        assertThat(WantedAddress.of(value).filter(a -> a.isOf(PAGE))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "L3BvcnRhbA"})
    void otherWordsAreNoAddress(String value) {
        assertThat(WantedAddress.of(value)).isEmpty();
    }

    @Test
    void addressThatIsTooLongIsNotKept() {
        assertThat(new WantedAddress(PAGE, "a".repeat(2000)).value()).isEmpty();
    }
}
