package io.bancada.workspace.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.error.BancadaException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceFilterTest {
    private static final String TYPE = "Microsoft.MachineLearningServices/workspaces";

    private final GenericResourceResponse resource = new GenericResourceResponse(
            "/subscriptions/s/resourceGroups/Team/providers/" + TYPE + "/main",
            "main",
            TYPE,
            "Default",
            "local",
            Map.of("owner", "o'hara"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "resourceType eq 'microsoft.machinelearningservices/WORKSPACES'",
                "resourceType eq 'Microsoft.MachineLearningServices/workspaces' and name eq 'main'",
                "name eq 'main' and location eq 'local' AND resourceGroup eq 'team'",
                "tagName eq 'owner'",
                "tagname eq 'owner' and tagvalue eq 'o''hara'"
            })
    void whatIsAskedForPasses(String filter) {
        assertThat(parse(filter).passes(resource)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resourceType eq 'Microsoft.Compute/virtualMachines'",
                "name eq 'mai'",
                "name eq 'main' and location eq 'moon'",
                "tagName eq 'team'",
                "tagName eq 'owner' and tagValue eq 'ana'"
            })
    void whatIsNotAskedForIsLeftOut(String filter) {
        assertThat(parse(filter).passes(resource)).isFalse();
    }

    @Test
    void resourceWithoutTagsIsLeftOutWhereATagIsAskedFor() {
        var bare = new GenericResourceResponse(resource.id(), "main", TYPE, "Default", "local", Map.of());

        assertThat(parse("tagName eq 'owner'").passes(bare)).isFalse();
        assertThat(parse("name eq 'main'").passes(bare)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "name eq main",
                "name eq 'main",
                "name eq 'main' or name eq 'b'",
                "name eq 'main' and ",
                "name eq 'main' and name eq 'b'",
                "name eq 'main' location eq 'local'",
                "substringof('ma', name)",
                "createdTime eq '2026'"
            })
    void filterThatCannotBeUsedIsRefusedAndNotIgnored(String filter) {
        assertThatThrownBy(() -> parse(filter))
                .isInstanceOfSatisfying(
                        BancadaException.class, e -> assertThat(e.target()).contains("$filter"));
    }

    private static ResourceFilter parse(String text) {
        return ResourceFilter.parse(Optional.of(text).filter(t -> !t.isEmpty()));
    }
}
