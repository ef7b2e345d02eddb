package io.bancada.access.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.access.model.Caller;
import io.bancada.access.model.LockLevel;
import io.bancada.access.model.RoleAssignment;
import io.bancada.access.model.RoleAssignment.PrincipalType;
import io.bancada.access.model.RoleAssignmentRepository;
import io.bancada.access.model.Scope;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTest {
    private static final Scope GROUP = new Scope("/subscriptions/s/resourceGroups/default");
    private static final Scope MAIN = new Scope(GROUP + "/providers/Microsoft.MachineLearningServices/workspaces/main");
    private static final Caller ANA = new Caller("id-ana", "ana", "Ana", Set.of("scientists", "staff"), "portal");
    private static final Caller VERA = new Caller("id-vera", "vera", "Vera", Set.of(), "portal");

    private final Assignments held = new Assignments();
    private final FakeLocks locks = new FakeLocks();
    private final Access access = new Access(held, TestRoles.builtIn(), locks.locks());

    @Test
    void whoeverHoldsNothingMayDoNothing() {
        assertThat(access.allows(ANA, Actions.JOB_READ, MAIN)).isFalse();
        assertThatThrownBy(() -> access.require(ANA, Actions.JOB_READ, MAIN))
                .isInstanceOfSatisfying(BancadaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.FORBIDDEN);
                    assertThat(e.target()).contains(MAIN.id());
                })
                .hasMessageContaining(Actions.JOB_READ)
                .hasMessageContaining("id-ana");
    }

    @Test
    void aPersonsRoleHoldsForThatPersonOnly() {
        held.give(PrincipalType.User, "id-ana", BuiltInRoles.READER, MAIN);
        assertThatNoException().isThrownBy(() -> access.require(ANA, Actions.JOB_READ, MAIN));
        assertThat(access.allows(ANA, Actions.JOB_WRITE, MAIN)).isFalse();
        assertThat(access.allows(VERA, Actions.JOB_READ, MAIN)).isFalse();
    }

    @Test
    void aGroupsRoleHoldsForItsMembers() {
        held.give(PrincipalType.Group, "scientists", BuiltInRoles.DATA_SCIENTIST, MAIN);
        assertThat(access.allows(ANA, Actions.JOB_WRITE, MAIN)).isTrue();
        assertThat(access.allows(VERA, Actions.JOB_WRITE, MAIN)).isFalse();
    }

    @Test
    void aPersonWithTheNameOfAGroupIsNotThatGroup() {
        held.give(PrincipalType.Group, "scientists", BuiltInRoles.OWNER, MAIN);
        var impostor = new Caller("scientists", "scientists", "Scientists", Set.of(), "portal");
        assertThat(access.allows(impostor, Actions.JOB_READ, MAIN)).isFalse();
    }

    @Test
    void rightsOfSeveralRolesAddUp() {
        held.give(PrincipalType.User, "id-ana", BuiltInRoles.COMPUTE_OPERATOR, MAIN);
        held.give(PrincipalType.Group, "scientists", BuiltInRoles.DATA_SCIENTIST, MAIN);
        assertThat(access.allows(ANA, Actions.COMPUTE_WRITE, MAIN)).isTrue();
        assertThat(access.allows(ANA, Actions.JOB_WRITE, MAIN)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/, true",
        "/subscriptions/s, true",
        "/subscriptions/S/resourcegroups/DEFAULT, true",
        "/subscriptions/s/resourceGroups/defaul, false",
        "/subscriptions/s/resourceGroups/default2, false",
        "/subscriptions/t, false"
    })
    void aRightHoldsBelowItsScope(String scope, boolean holds) {
        held.give(PrincipalType.User, "id-ana", BuiltInRoles.READER, new Scope(scope));
        assertThat(access.allows(ANA, Actions.JOB_READ, MAIN)).isEqualTo(holds);
    }

    @Test
    void aRightOnOneComputeIsNoneOnAnother() {
        var cpu = new Scope(MAIN + "/computes/cpu");
        held.give(PrincipalType.User, "id-ana", BuiltInRoles.COMPUTE_OPERATOR, cpu);
        assertThat(access.allows(ANA, Actions.COMPUTE_WRITE, cpu)).isTrue();
        assertThat(access.allows(ANA, Actions.COMPUTE_WRITE, new Scope(MAIN + "/computes/cpu2")))
                .isFalse();
        assertThat(access.allows(ANA, Actions.COMPUTE_WRITE, MAIN)).isFalse();
    }

    @Test
    void aRoleThatIsTakenAwayEndsAtOnce() {
        held.give(PrincipalType.User, "id-ana", BuiltInRoles.READER, MAIN);
        assertThat(access.allows(ANA, Actions.JOB_READ, MAIN)).isTrue();
        held.all.clear();
        assertThat(access.allows(ANA, Actions.JOB_READ, MAIN)).isFalse();
    }

    @Test
    void anAssignmentOfAnUnknownRoleGivesNoRight() {
        held.give(PrincipalType.User, "id-ana", UUID.randomUUID().toString(), MAIN);
        assertThat(access.allows(ANA, Actions.JOB_READ, MAIN)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"/, true", "/subscriptions/s/resourceGroups/default, true", "/subscriptions/t, false"})
    void whoeverHoldsARoleAboveOrBelowIsAMember(String scope, boolean member) {
        held.give(PrincipalType.User, "id-ana", BuiltInRoles.READER, new Scope(scope));
        var here = new Scope("/subscriptions/s");
        assertThat(access.member(ANA, here)).isEqualTo(member);
        if (member) {
            assertThatNoException().isThrownBy(() -> access.requireMember(ANA, Actions.USAGES_READ, here));
        } else {
            assertThatThrownBy(() -> access.requireMember(ANA, Actions.USAGES_READ, here))
                    .isInstanceOfSatisfying(
                            BancadaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FORBIDDEN));
        }
        assertThat(access.member(VERA, here)).isFalse();
    }

    @Test
    void theProductItselfMayDoEverythingAndNobodyElseIsIt() {
        assertThat(access.allows(Caller.SYSTEM, Actions.WORKSPACE_DELETE, MAIN)).isTrue();
        var impostor = new Caller("system", "system", "Somebody", Set.of(), "portal");
        assertThat(access.allows(impostor, Actions.JOB_READ, MAIN)).isFalse();
        assertThat(access.member(impostor, MAIN)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "CanNotDelete, workspaces/computes/delete, true",
        "CanNotDelete, workspaces/computes/write, false",
        "CanNotDelete, workspaces/computes/start/action, false",
        "ReadOnly, workspaces/computes/delete, true",
        "ReadOnly, workspaces/computes/write, true",
        "ReadOnly, workspaces/computes/start/action, true",
        "ReadOnly, workspaces/computes/read, false",
        "ReadOnly, workspaces/computes/listNodes/action, false",
        "ReadOnly, workspaces/computes/applicationaccess/action, false",
        "ReadOnly, workspaces/checkComputeNameAvailability/action, false",
        "ReadOnly, workspaces/notebooks/storage/delete, false"
    })
    void aLockStandsAgainstWhatItsLevelForbids(LockLevel level, String action, boolean forbidden) {
        held.give(PrincipalType.User, "id-ana", BuiltInRoles.OWNER, Scope.ROOT);
        locks.lock(GROUP, level);
        var attempt = "Microsoft.MachineLearningServices/" + action;

        if (forbidden) {
            assertThatThrownBy(() -> access.require(ANA, attempt, MAIN))
                    .isInstanceOfSatisfying(
                            BancadaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SCOPE_LOCKED))
                    .hasMessageContaining("'keep'")
                    .hasMessageContaining(GROUP.id());
        } else {
            assertThatNoException().isThrownBy(() -> access.require(ANA, attempt, MAIN));
        }
        locks.unlock();
        assertThatNoException().isThrownBy(() -> access.require(ANA, attempt, MAIN));
    }

    @Test
    void aLockIsInheritedDownwardsAndNeverUpwardsOrAside() {
        held.give(PrincipalType.User, "id-ana", BuiltInRoles.OWNER, Scope.ROOT);
        locks.lock(new Scope(MAIN + "/computes/cpu"), LockLevel.ReadOnly);

        for (var free : List.of(MAIN, GROUP, new Scope(MAIN + "/computes/cpu2"))) {
            assertThatNoException().isThrownBy(() -> access.require(ANA, Actions.COMPUTE_WRITE, free));
        }
        assertThatThrownBy(() -> access.require(ANA, Actions.COMPUTE_WRITE, new Scope(MAIN + "/computes/CPU")))
                .isInstanceOf(BancadaException.class);
    }

    @Test
    void locksThemselvesCanAlwaysBeTakenAway() {
        held.give(PrincipalType.User, "id-ana", BuiltInRoles.OWNER, Scope.ROOT);
        locks.lock(Scope.ROOT, LockLevel.ReadOnly);

        assertThatNoException().isThrownBy(() -> access.require(ANA, Actions.LOCK_WRITE, MAIN));
        assertThatNoException().isThrownBy(() -> access.require(ANA, Actions.LOCK_DELETE, MAIN));
        assertThatNoException().isThrownBy(() -> access.require(Caller.SYSTEM, Actions.WORKSPACE_WRITE, MAIN));
    }

    @Test
    void whoeverMayNotIsToldSoWhetherOrNotThereIsALock() {
        locks.lock(MAIN, LockLevel.ReadOnly);

        assertThatThrownBy(() -> access.require(ANA, Actions.COMPUTE_WRITE, MAIN))
                .isInstanceOfSatisfying(
                        BancadaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FORBIDDEN))
                .hasMessageNotContaining("keep");
    }

    /** Role assignments in memory. */
    private static final class Assignments extends RoleAssignmentRepository {
        private final List<RoleAssignment> all = new ArrayList<>();

        void give(PrincipalType type, String principal, String role, Scope scope) {
            all.add(new RoleAssignment(UUID.randomUUID(), type, principal, role, scope, Instant.EPOCH));
        }

        @Override
        public List<RoleAssignment> heldBy(Caller caller) {
            return all.stream()
                    .filter(a -> switch (a.principalType()) {
                        case User, ServicePrincipal -> a.principal().equals(caller.subject());
                        case Group -> caller.groups().contains(a.principal());
                    })
                    .toList();
        }
    }
}
