package io.bancada.access.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {
    @ParameterizedTest
    @CsvSource({
        "/, /, true",
        "/, /subscriptions/s, true",
        "/subscriptions/s, /, false",
        "/workspaces/a, /workspaces/a, true",
        "/workspaces/a, /workspaces/a/computes/c, true",
        "/workspaces/a, /workspaces/ab, false",
        "/workspaces/ab, /workspaces/a, false",
        "/workspaces/a, /workspaces/ab/computes/c, false",
        "/workspaces/a, /workspaces/b, false",
        "/workspaces/a/computes/c, /workspaces/a, false",
        "/Workspaces/A, /workspaces/a/Computes/c, true",
        "/workspaces/a, /WORKSPACES/A, true",
        "/workspaces/a, /workspaces/a%2Fb, false",
        "/workspaces/a, /workspaces/a., false",
        "/workspaces/a, /workspaces/а, false",
        "/workspaces, /workspaces/a, true"
    })
    void aRightHoldsAtItsScopeAndBelowSegmentBySegment(String here, String there, boolean covered) {
        assertThat(new Scope(here).covers(new Scope(there))).isEqualTo(covered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "workspaces/a",
                "/workspaces/a/",
                "//",
                "/workspaces//a",
                "/workspaces/../a",
                "/workspaces/a/..",
                "/..",
                "/workspaces/./a",
                "/workspaces/a/."
            })
    void whatIsNoResourceIdIsNoScope(String id) {
        assertThatThrownBy(() -> new Scope(id))
                .isInstanceOfSatisfying(
                        BancadaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMETER));
    }

    @Test
    void caseIsThatOfIdentifiersAndNotOfTheServersLanguage() {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            assertThat(new Scope("/INSTANCES/I").covers(new Scope("/instances/i")))
                    .isTrue();
        } finally {
            Locale.setDefault(before);
        }
    }
}
