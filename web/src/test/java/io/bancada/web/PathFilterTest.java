package io.bancada.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathFilterTest {

    @ParameterizedTest
    @CsvSource({
        "/subscriptions/s, /subscriptions/s",
        "/subscriptions/s/, /subscriptions/s",
        "//subscriptions/s, /subscriptions/s",
        "/a/providers/P//workspaces/w, /a/providers/P/workspaces/w",
        "/, /",
        "//, /"
    })
    void slashesThatMeanNothingAreLeftOut(String asked, String plain) {
        assertThat(PathFilter.plain(asked)).isEqualTo(plain);
    }
}
