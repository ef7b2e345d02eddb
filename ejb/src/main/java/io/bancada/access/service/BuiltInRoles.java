package io.bancada.access.service;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bancada.access.model.RoleDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Azure's five built-in roles, to the letter (I4). */
@ApplicationScoped
public class BuiltInRoles {
    /** ARM name of Owner. */
    public static final String OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";

    /** ARM name of Reader. */
    public static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

    /** ARM name of AzureML Data Scientist. */
    public static final String DATA_SCIENTIST = "f6c7c914-8db3-469d-8ca1-694a8f32e121";

    /** ARM name of AzureML Compute Operator. */
    public static final String COMPUTE_OPERATOR = "e503ece1-11d0-4e8e-8e2c-7a6c3bf38815";

    private final Map<String, RoleDefinition> byName;

    public BuiltInRoles() {
        try (var in = BuiltInRoles.class.getResourceAsStream("/io/bancada/access/rbac-builtin-roles.json")) {
            var json = JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();
            byName = Arrays.stream(json.readValue(in, RoleDefinition[].class))
                    .collect(Collectors.toUnmodifiableMap(RoleDefinition::name, Function.identity()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All five, in the order of the names that people read. */
    public List<RoleDefinition> all() {
        return byName.values().stream()
                .sorted(Comparator.comparing(RoleDefinition::roleName))
                .toList();
    }

    public Optional<RoleDefinition> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
