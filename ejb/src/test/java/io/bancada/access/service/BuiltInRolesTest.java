package io.bancada.access.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The five roles by what their descriptions say that they are for, not by their patterns. */
class BuiltInRolesTest {
    private static final String CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";
    private static final Pattern GIVES = Pattern.compile("Microsoft\\.Authorization/.*/(write|delete)");
    private static final String ASSIGN = "Microsoft.Authorization/roleAssignments/write";

    private static final List<String> READS = all("/read");

    private final BuiltInRoles roles = new BuiltInRoles();

    @Test
    void thereAreActionsToRead() {
        assertThat(READS).contains(Actions.JOB_READ, Actions.COMPUTE_READ).hasSizeGreaterThan(8);
    }

    @Test
    void anOwnerMayDoEverything() {
        assertThat(all("")).allMatch(action -> allows(BuiltInRoles.OWNER, action));
        assertThat(allows(BuiltInRoles.OWNER, ASSIGN)).isTrue();
    }

    @Test
    void aContributorMayDoEverythingButGiveRights() {
        assertThat(all(""))
                .allMatch(action ->
                        allows(CONTRIBUTOR, action) != GIVES.matcher(action).matches());
        assertThat(allows(CONTRIBUTOR, ASSIGN)).isFalse();
        assertThat(allows(CONTRIBUTOR, "microsoft.authorization/RoleAssignments/WRITE"))
                .isFalse();
        assertThat(allows(CONTRIBUTOR, "Microsoft.Authorization/roleAssignments/delete"))
                .isFalse();
        assertThat(allows(CONTRIBUTOR, "Microsoft.Authorization/roleDefinitions/write"))
                .isFalse();
        assertThat(allows(CONTRIBUTOR, "Microsoft.Authorization/elevateAccess/action"))
                .isFalse();
        assertThat(allows(CONTRIBUTOR, "Microsoft.Authorization/roleAssignments/read"))
                .isTrue();
    }

    @Test
    void aReaderReadsAndDoesNothingElse() {
        assertThat(all("")).allMatch(action -> allows(BuiltInRoles.READER, action) == action.endsWith("/read"));
    }

    @Test
    void aDataScientistReadsEverythingInAWorkspace() {
        assertThat(READS)
                .filteredOn(action -> action.contains("/workspaces/"))
                .isNotEmpty()
                .allMatch(this::scientist);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Actions.JOB_WRITE,
                Actions.JOB_CANCEL,
                Actions.JOB_DELETE,
                Actions.CODE_WRITE,
                Actions.CODE_VERSION_WRITE,
                Actions.ENVIRONMENT_VERSION_WRITE,
                Actions.COMPUTE_LIST_NODES,
                Actions.COMPUTE_CHECK_NAME
            })
    void aDataScientistWorks(String action) {
        assertThat(scientist(action)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Actions.COMPUTE_WRITE,
                Actions.COMPUTE_DELETE,
                Actions.WORKSPACE_WRITE,
                Actions.WORKSPACE_DELETE,
                Actions.QUOTAS_UPDATE,
                Actions.GROUP_READ,
                Actions.GROUP_WRITE,
                Actions.GROUP_DELETE,
                Actions.SUBSCRIPTION_READ,
                ASSIGN,
                "Microsoft.MachineLearningServices/workspaces/computes/listKeys/action",
                "Microsoft.MachineLearningServices/workspaces/listKeys/action"
            })
    void aDataScientistRunsNeitherComputesNorTheWorkspace(String action) {
        assertThat(scientist(action)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {Actions.COMPUTE_READ, Actions.COMPUTE_WRITE, Actions.COMPUTE_DELETE, Actions.COMPUTE_LIST_NODES})
    void aComputeOperatorRunsComputes(String action) {
        assertThat(allows(BuiltInRoles.COMPUTE_OPERATOR, action)).isTrue();
    }

    @Test
    void aComputeOperatorDoesNothingElse() {
        assertThat(all(""))
                .filteredOn(action -> !action.contains("/computes/"))
                .noneMatch(action -> allows(BuiltInRoles.COMPUTE_OPERATOR, action));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "read", "Microsoft.MachineLearningServices/workspaces/computes/nonsense", "x/y"})
    void anUnknownActionIsDeniedToWhoeverIsNotGivenEverything(String action) {
        assertThat(allows(BuiltInRoles.READER, action)).isFalse();
        assertThat(scientist(action)).isFalse();
    }

    @Test
    void thereIsNoRoleOfAnotherName() {
        assertThat(roles.find("Owner")).isEmpty();
        assertThat(roles.find("")).isEmpty();
    }

    private boolean scientist(String action) {
        return allows(BuiltInRoles.DATA_SCIENTIST, action);
    }

    private boolean allows(String role, String action) {
        return roles.find(role).orElseThrow().allows(action);
    }

    private static List<String> all(String ending) {
        var actions = new ArrayList<String>();
        for (var field : Actions.class.getFields()) {
            try {
                actions.add((String) field.get(null));
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }
        return actions.stream().filter(action -> action.endsWith(ending)).toList();
    }
}
