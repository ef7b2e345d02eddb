package io.bancada.role.service;

import io.bancada.access.model.Principal;

/**
 * A principal as tools know it.
 *
 * @param signOnName what it signs on by: a person's user name, a client's id; the name of a group
 */
public record NamedPrincipal(Principal principal, String signOnName) {}
