package io.bancada.role.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose names are asked for.
 *
 * @param ids object ids of people and clients, ids of groups
 * @param types ignored: every kind is answered
 */
record DirectoryObjectsBody(
        @Nullable List<String> ids, @Nullable List<String> types) {}
