package io.bancada.workspace.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceNamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"cpu", "abc", "CPU-cluster", "a1b", "a-1b", "a--b", "abcdefghijklmnopqrstuvwx", "a-b1"})
    void namesOfComputesFollowTheRule(String name) {
        assertThatNoException().isThrownBy(() -> ResourceNames.requireCompute(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "abcdefghijklmnopqrstuvwxy",
                "1ab",
                "-ab",
                "ab-",
                "a-1",
                "a-b-1",
                "a_b",
                "a.b",
                "a b",
                "ábc",
                "cpu\n",
                "a/b",
                "../x",
                "a%20b",
                "cpu\u0000",
                "cp\u0438"
            })
    void otherNamesOfComputesAreInvalid(String name) {
        assertInvalid("computeName", ResourceNames::requireCompute, name);
    }

    @Test
    void namesOfWorkspacesHave3To33Characters() {
        assertThatNoException().isThrownBy(() -> ResourceNames.requireWorkspace("a_1"));
        assertThatNoException().isThrownBy(() -> ResourceNames.requireWorkspace("1".repeat(33)));
        for (var bad : new String[] {"ab", "a".repeat(34), "_ab", "-ab", "a.b", "a b", "", "abç"}) {
            assertInvalid("workspaceName", ResourceNames::requireWorkspace, bad);
        }
    }

    @Test
    void namesOfResourceGroupsDoNotEndWithADot() {
        assertThatNoException().isThrownBy(() -> ResourceNames.requireGroup("a"));
        assertThatNoException().isThrownBy(() -> ResourceNames.requireGroup("Ação(2).x"));
        assertThatNoException().isThrownBy(() -> ResourceNames.requireGroup("g".repeat(90)));
        for (var bad : new String[] {"", "a.", "g".repeat(91), "a/b", "a b", "a%", "..", "."}) {
            assertInvalid("resourceGroupName", ResourceNames::requireGroup, bad);
        }
    }

    @Test
    void namesOfAssetsAreSafeAsFileNames() {
        assertThatNoException().isThrownBy(() -> ResourceNames.requireAsset("id", "1.0-rc_2"));
        assertThatNoException().isThrownBy(() -> ResourceNames.requireAsset("id", "a".repeat(255)));
        for (var bad : new String[] {"", ".", "..", "-a", "_a", "a/b", "a\\b", "a b", "a\u0000", "a".repeat(256)}) {
            assertInvalid("id", name -> ResourceNames.requireAsset("id", name), bad);
        }
    }

    private static void assertInvalid(String field, Consumer<String> rule, String name) {
        assertThatThrownBy(() -> rule.accept(name))
                .as("'%s'", name)
                .isInstanceOfSatisfying(BancadaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
                    assertThat(e.target()).contains(field);
                });
    }
}
