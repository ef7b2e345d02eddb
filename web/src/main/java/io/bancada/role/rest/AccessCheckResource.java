package io.bancada.role.rest;

import io.bancada.error.BancadaException;
import io.bancada.role.service.AccessCheckService;
import io.bancada.web.ArmContext;
import jakarta.ws.rs.GET;

/** "Why can ana do this?" at a scope; what is below says at which. */
public abstract class AccessCheckResource {
    private final AccessCheckService checks;
    private final ArmContext arm;

    protected AccessCheckResource(AccessCheckService checks, ArmContext arm) {
        this.checks = checks;
        this.arm = arm;
    }

    @GET
    public AccessCheckResponse check() {
        return AccessCheckResponse.from(
                arm.subscription(),
                checks.check(arm.caller(), RoleScope.of(arm), required("principalId"), required("action")));
    }

    private String required(String name) {
        return arm.query(name)
                .orElseThrow(() -> BancadaException.invalid(
                        name, "The query parameter " + name + " is required: ?principalId=...&action=..."));
    }
}
