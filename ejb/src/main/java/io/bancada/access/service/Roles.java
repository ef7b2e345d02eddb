package io.bancada.access.service;

import io.bancada.access.model.CustomRole;
import io.bancada.access.model.CustomRoleRepository;
import io.bancada.access.model.RoleDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Every role there is: Azure's five and the company's own. */
@ApplicationScoped
public class Roles {
    private final BuiltInRoles builtIn;
    private final CustomRoleRepository custom;

    @Inject
    public Roles(BuiltInRoles builtIn, CustomRoleRepository custom) {
        this.builtIn = builtIn;
        this.custom = custom;
    }

    @SuppressWarnings("NullAway")
    protected Roles() {
        this(null, null);
    }

    /**
     * The role with this name, as it is defined now.
     *
     * @param name ARM's role definition name, a UUID in lower case
     */
    public Optional<RoleDefinition> find(String name) {
        return builtIn.find(name).or(() -> custom.find(UUID.fromString(name)).map(CustomRole::definition));
    }
}
