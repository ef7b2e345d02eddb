package io.bancada.access.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceLockTest {
    private static final Scope GROUP = new Scope("/subscriptions/s/resourceGroups/lab");

    @ParameterizedTest
    @CsvSource({
        "Microsoft.X/things/read, READ",
        "Microsoft.X/things/write, CHANGE",
        "Microsoft.X/things/Delete, DELETE",
        "Microsoft.X/things/start/action, CHANGE",
        "Microsoft.MachineLearningServices/workspaces/computes/LISTNODES/action, READ",
        "Microsoft.MachineLearningServices/workspaces/computes/applicationaccess/action, READ",
        "Microsoft.MachineLearningServices/workspaces/notebooks/storage/delete, READ",
        "Microsoft.Authorization/locks/delete, READ",
        "Microsoft.Authorization/roleAssignments/delete, DELETE",
        "Microsoft.Resources/deployments/whatIf/action, READ",
        "Microsoft.Resources/deployments/write, CHANGE"
    })
    void nameOfAnActionSaysWhatItDoes(String action, ActionKind kind) {
        assertThat(ActionKind.of(action)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "CanNotDelete, READ, false",
        "CanNotDelete, CHANGE, false",
        "CanNotDelete, DELETE, true",
        "ReadOnly, READ, false",
        "ReadOnly, CHANGE, true",
        "ReadOnly, DELETE, true"
    })
    void levelSaysWhatIsForbidden(LockLevel level, ActionKind kind, boolean forbidden) {
        var lock = lock(level);
        assertThat(lock.forbids(kind, GROUP)).isEqualTo(forbidden);
        assertThat(lock.forbids(kind, new Scope(GROUP + "/providers/M.X/things/a")))
                .isEqualTo(forbidden);
        assertThat(lock.forbids(kind, new Scope("/subscriptions/s/resourceGroups/lab2")))
                .isFalse();
        assertThat(lock.forbids(kind, new Scope("/subscriptions/s"))).isFalse();
    }

    @Test
    void replacedLockKeepsWhoMadeIt() {
        var lock = lock(LockLevel.CanNotDelete);
        lock.replace(LockLevel.ReadOnly, "frozen", "Bruno", Instant.EPOCH.plusSeconds(1));

        var shown = LockDetails.from(lock);
        assertThat(shown.armId()).isEqualTo(GROUP + "/providers/Microsoft.Authorization/locks/keep");
        assertThat(shown.level()).isEqualTo(LockLevel.ReadOnly);
        assertThat(shown.notes()).isEqualTo("frozen");
        assertThat(shown.createdByName()).isEqualTo("Alice");
        assertThat(shown.modifiedByName()).isEqualTo("Bruno");
        assertThat(shown.createdAt()).isBefore(shown.modifiedAt());
    }

    private static ResourceLock lock(LockLevel level) {
        return new ResourceLock(GROUP, "keep", level, "", "Alice", Instant.EPOCH);
    }
}
