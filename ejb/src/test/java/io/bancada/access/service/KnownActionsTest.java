package io.bancada.access.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KnownActionsTest {
    private final KnownActions known = new KnownActions();

    @Test
    void everyActionThatIsRequiredCanBeAllowedByARole() {
        assertThat(Arrays.stream(Actions.class.getDeclaredFields())
                        .filter(f -> Modifier.isPublic(f.getModifiers()))
                        .map(KnownActionsTest::text))
                .hasSizeGreaterThan(40)
                .allSatisfy(action -> assertThat(known.all()).contains(action));
    }

    @Test
    void linesOfBuiltInRolesAreKnown() {
        assertThat(new BuiltInRoles().all())
                .hasSize(5)
                .allSatisfy(role -> assertThat(role.actions()).allMatch(known::anyMatches));
    }

    @Test
    void aLineThatStandsForNothingIsUnknown() {
        assertThat(known.anyMatches("Microsoft.MachineLearningServices/workspaces/computes/fly/action"))
                .isFalse();
        assertThat(known.anyMatches("Microsoft.Compute/*")).isFalse();
        assertThat(known.anyMatches("microsoft.machinelearningservices/WORKSPACES/*/read"))
                .isTrue();
    }

    private static String text(Field field) {
        try {
            return String.valueOf(field.get(null));
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
