package io.bancada.workspace.rest;

import io.bancada.web.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of ResourceGroups_CreateOrUpdate. */
record ResourceGroupRequest(
        @Nullable String location, @Nullable Map<String, @Nullable String> tags) {
    private static final int LONGEST_LOCATION = 64;

    String requiredLocation() {
        return Fields.required("location", location, LONGEST_LOCATION);
    }

    /** The tags, within their limits. */
    Map<String, String> checkedTags() {
        return Fields.tags("tags", tags);
    }
}
