package io.bancada.role.service;

/** A role as it is after a PUT, and whether it is new. */
public record RolePut(RoleDetails role, boolean created) {}
