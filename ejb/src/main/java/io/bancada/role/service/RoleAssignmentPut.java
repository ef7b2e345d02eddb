package io.bancada.role.service;

/** An assignment as it is after a PUT, and whether it is new. */
public record RoleAssignmentPut(RoleAssignmentDetails assignment, boolean created) {}
