package io.bancada.role.rest;

import io.bancada.web.ArmPaths;

/** Where roles are spoken of: at each kind of scope that they can be held at. */
final class RolePaths {
    static final String COMPUTE = ArmPaths.WORKSPACE + "/computes/{computeName}";
    static final String DEFINITIONS = "/providers/Microsoft.Authorization/roleDefinitions";
    static final String ASSIGNMENTS = "/providers/Microsoft.Authorization/roleAssignments";
    static final String CHECK = "/providers/Microsoft.Authorization/checkAccess";

    private RolePaths() {}
}
