package io.bancada.deployment.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a template makes, in which order, and what it is refused for. */
class TemplateDeploymentTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ML = "Microsoft.MachineLearningServices/workspaces";
    private static final String GROUP = "/subscriptions/sub/resourceGroups/lab";

    @Test
    void childrenComeAfterTheirParentsAndDependentsAfterWhatTheyNeed() {
        var plan = plan("""
                [{"type": "%1$s/computes", "name": "ws/b", "apiVersion": "1", "dependsOn": ["[resourceId('%1$s/computes', 'ws', 'a')]"]},
                 {"type": "%1$s", "name": "ws", "apiVersion": "1", "resources": [
                   {"type": "computes", "name": "a", "apiVersion": "1"}]},
                 {"type": "%1$s/computes", "name": "ws/c", "apiVersion": "1",
                  "properties": {"description": "[reference('ws/b').computeLocation]"}}]""".formatted(ML));

        assertThat(plan.resources())
                .extracting(TemplateResource::id)
                .containsExactly(id("ws"), id("ws", "a"), id("ws", "b"), id("ws", "c"));
        assertThatThrownBy(() -> plan.body(3, References.NONE)).isInstanceOf(References.Needed.class);
        assertThat(plan.body(3, called -> {
                            assertThat(called).isEqualTo("ws/b");
                            return read("{\"properties\": {\"computeLocation\": \"moon\"}}");
                        })
                        .at("/properties/description")
                        .asText())
                .isEqualTo("moon");
    }

    @Test
    void copiesAreCountedAndWhatHasAFalseConditionIsLeftOut() {
        var plan = plan("""
                [{"type": "%1$s/computes", "name": "[concat('ws/c', copyIndex(1))]", "apiVersion": "1",
                  "copy": {"name": "loop", "count": 3}, "properties": {"n": "[copyIndex('loop')]"}},
                 {"type": "%1$s/computes", "name": "ws/no", "apiVersion": "1", "condition": "[equals(1, 2)]"},
                 {"type": "%1$s/computes", "name": "ws/end", "apiVersion": "1", "dependsOn": ["loop", "ws/no"]}]""".formatted(ML));

        assertThat(plan.resources())
                .extracting(TemplateResource::id)
                .containsExactly(id("ws", "c1"), id("ws", "c2"), id("ws", "c3"), id("ws", "end"));
        assertThat(plan.body(2, References.NONE).at("/properties/n").asInt()).isEqualTo(2);
        assertThat(plan.resources().get(3).dependsOn()).hasSize(3);
    }

    @Test
    void secureParametersAndOutputsAreNeverShown() {
        var template = template("[]")
                .replace(
                        "\"parameters\": {}",
                        "\"parameters\": {\"p\": {\"type\": \"securestring\"}, \"o\": {\"type\": \"secureObject\"}, \"n\": {\"type\": \"int\", \"defaultValue\": 3}}")
                .replace(
                        "\"outputs\": {}",
                        "\"outputs\": {\"s\": {\"type\": \"securestring\", \"value\": \"[parameters('p')]\"}, \"n\": {\"type\": \"int\", \"value\": \"[parameters('n')]\"}}");
        var plan = of(template, "{\"p\": {\"value\": \"hush\"}, \"o\": {\"value\": {\"k\": \"hush\"}}}");

        assertThat(plan.parameters().toString()).doesNotContain("hush").contains("SecureString");
        assertThat(plan.parameters().at("/n/value").asInt()).isEqualTo(3);
        assertThat(plan.outputs(References.NONE).toString())
                .doesNotContain("hush")
                .contains("\"value\":3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                       | needed      | needs no default",
                "{'needed': {'value': 'a'}, 'more': {'value': 1}}          | more        | no parameter 'more'",
                "{'needed': {'value': 7}}                                 | needed      | is no string",
                "{'needed': {'value': 'z'}}                               | needed      | allowed values",
                "{'needed': {'value': 'a'}, 'count': {'value': 9}}         | count       | above its maxValue 5",
                "{'needed': {'value': 'a'}, 'count': {'value': 0}}         | count       | below its minValue 1",
                "{'needed': {'reference': {'keyVault': 'x'}}}             | needed      | no key vault"
            })
    void parametersAreCheckedByName(String given, String name, String words) {
        var template = template("[]")
                .replace(
                        "\"parameters\": {}",
                        "\"parameters\": {\"needed\": {\"type\": \"string\", \"allowedValues\": [\"a\", \"b\"]},"
                                + " \"count\": {\"type\": \"int\", \"defaultValue\": 2, \"minValue\": 1, \"maxValue\": 5}}");

        assertThatThrownBy(() -> of(template, given.replace('\'', '"')))
                .isInstanceOfSatisfying(BancadaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_TEMPLATE);
                    assertThat(e.target()).contains("properties.parameters." + name);
                })
                .hasMessageContaining(words.equals("needs no default") ? "no value and no default" : words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{'type': 'A.B/c', 'name': 'x'}]                                                      | apiVersion",
                "[{'type': 'A.B/c', 'name': 'x/y', 'apiVersion': '1'}]                                 | name",
                "[{'type': 'A.B/c', 'name': 'x', 'apiVersion': '1', 'scop': 'y'}]                      | scop",
                "[{'type': 'A.B/c', 'name': 'x', 'apiVersion': '1', 'dependsOn': ['z']}]               | dependsOn",
                "[{'type': 'A.B/c', 'name': 'x', 'apiVersion': '1'}, {'type': 'A.B/c', 'name': 'X', 'apiVersion': '1'}] | name",
                "[{'type': 'A.B/c', 'name': 'x', 'apiVersion': '1', 'dependsOn': ['y']}, {'type': 'A.B/c', 'name': 'y', 'apiVersion': '1', 'dependsOn': ['x']}] | dependsOn",
                "[{'type': 'A.B/c', 'name': 'x', 'apiVersion': '1', 'copy': {'name': 'l', 'count': 9999}}] | count"
            })
    void resourcesThatCannotBePlannedAreRefused(String resources, String place) {
        assertThatThrownBy(() -> plan(resources.replace('\'', '"')))
                .isInstanceOfSatisfying(
                        BancadaException.class,
                        e -> assertThat(e.target().orElse("")).contains(place));
    }

    @Test
    void whatIsNoTemplateOfAResourceGroupIsRefused() {
        assertThatThrownBy(() -> of("{\"resources\": []}", "{}")).hasMessageContaining("$schema");
        assertThatThrownBy(
                        () -> of(template("[]").replace("deploymentTemplate", "subscriptionDeploymentTemplate"), "{}"))
                .isInstanceOf(BancadaException.class);
        assertThatThrownBy(() -> of(template("[]").replace("\"outputs\"", "\"outpust\""), "{}"))
                .hasMessageContaining("outpust");
    }

    private static TemplateDeployment plan(String resources) {
        return of(template(resources), "{}");
    }

    private static TemplateDeployment of(String template, String parameters) {
        var place = new DeploymentPlace("sub", "tenant", "lab", "local", Map.of(), "first");
        return TemplateDeployment.of(read(template), read(parameters), place, Instant.EPOCH);
    }

    private static String template(String resources) {
        return """
                {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                 "contentVersion": "1.0.0.0", "parameters": {}, "resources": %s, "outputs": {}}""".formatted(resources);
    }

    private static String id(String workspace) {
        return GROUP + "/providers/" + ML + "/" + workspace;
    }

    private static String id(String workspace, String compute) {
        return id(workspace) + "/computes/" + compute;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
