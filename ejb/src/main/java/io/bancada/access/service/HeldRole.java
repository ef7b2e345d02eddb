package io.bancada.access.service;

import io.bancada.access.model.RoleAssignment;
import io.bancada.access.model.Scope;
import java.time.Instant;

/**
 * A role that somebody holds somewhere.
 *
 * @param role the name that people read
 * @param scope where it holds, and everywhere below
 * @param principalType whether a person, a group or a client holds it
 * @param principal object id of a person or client, name of a group
 */
public record HeldRole(
        String role, Scope scope, RoleAssignment.PrincipalType principalType, String principal, Instant since) {}
