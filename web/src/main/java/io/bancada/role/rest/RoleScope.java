package io.bancada.role.rest;

import io.bancada.access.model.Scope;
import io.bancada.web.ArmContext;

/** The scope that a path names before its provider. */
final class RoleScope {
    private static final String PROVIDER = "/providers/Microsoft.Authorization/";

    private RoleScope() {}

    static Scope of(ArmContext arm) {
        var path = arm.requestPath();
        return new Scope(java.net.URLDecoder.decode(
                path.substring(0, path.lastIndexOf(PROVIDER)).replace("+", "%2B"),
                java.nio.charset.StandardCharsets.UTF_8));
    }
}
