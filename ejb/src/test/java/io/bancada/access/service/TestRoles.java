package io.bancada.access.service;

import io.bancada.access.model.CustomRole;
import io.bancada.access.model.CustomRoleRepository;
import java.util.Optional;
import java.util.UUID;

/** Azure's five roles and no others. */
public final class TestRoles {
    private TestRoles() {}

    public static Roles builtIn() {
        return new Roles(new BuiltInRoles(), new None());
    }

    private static final class None extends CustomRoleRepository {
        @Override
        public Optional<CustomRole> find(UUID name) {
            return Optional.empty();
        }
    }
}
