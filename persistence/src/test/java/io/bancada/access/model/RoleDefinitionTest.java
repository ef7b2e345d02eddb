package io.bancada.access.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleDefinitionTest {
    @ParameterizedTest
    @CsvSource({
        "*, a/read, true",
        "*/read, a/read, true",
        "*/read, a/b/c/read, true",
        "*/read, a/write, false",
        "*/read, a/read/action, false",
        "a/*, a/read, true",
        "a/*, a/b/read, true",
        "a/*, ab/read, false",
        "a/*/write, a/b/write, true",
        "a/*/write, a/b/c/write, true",
        "a/*/write, a/write, true",
        "a/*/write, ab/write, false",
        "a/*/write, a/b/writes, false",
        "a/read, A/Read, true",
        "a/read, a/read/, false",
        "a.b/read, axb/read, false",
        "a/(b|c)/read, a/b/read, false",
        "'', '', true",
        "'', a, false"
    })
    void anAsteriskStandsForAnyRunOfCharactersAndNothingElseIsSpecial(String pattern, String action, boolean allowed) {
        assertThat(role(List.of(pattern), List.of()).allows(action)).isEqualTo(allowed);
    }

    @Test
    void whatIsTakenBackIsNotAllowed() {
        var role = role(List.of("*"), List.of("a/*/delete"));
        assertThat(role.allows("a/b/read")).isTrue();
        assertThat(role.allows("a/b/delete")).isFalse();
        assertThat(role.allows("A/B/DELETE")).isFalse();
    }

    @Test
    void aRoleWithoutActionsAllowsNothing() {
        assertThat(role(List.of(), List.of()).allows("a/read")).isFalse();
    }

    private static RoleDefinition role(List<String> actions, List<String> notActions) {
        return new RoleDefinition("name", "Role", "", actions, notActions);
    }
}
