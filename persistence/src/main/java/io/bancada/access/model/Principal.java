package io.bancada.access.model;

import io.bancada.access.model.RoleAssignment.PrincipalType;

/**
 * Who can hold a role.
 *
 * @param key what tokens say: object id of a person or client, name of a group
 * @param id ARM's principalId: object id of a person or client, the directory's id of a group
 * @param name what people call it
 */
public record Principal(PrincipalType type, String key, String id, String name) {}
