package io.bancada.job.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.driver.CapsuleId;
import io.bancada.driver.DriverException;
import io.bancada.driver.NodeKey;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.node.service.NodePlace;
import io.bancada.workspace.model.WorkspaceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobCommandTest {
    private static final String SHARE = "azureml://datastores/workspaceworkingdirectory/paths/";

    @Test
    void placeholderOfAnotherShapeIsRefusedAndNotLeftToTheShell() {
        var command = JobCommand.of("{\"command\": \"cat ${{inputs.a-b}}\", \"inputs\": {}}");

        assertThatThrownBy(command::check).hasMessageContaining("${{inputs.a-b}}");
    }

    @Test
    void placeholdersBecomeValuesAndPaths() {
        var script = script("""
                {"command": "python train.py --lr ${{inputs.lr}} --data ${{ inputs.data }} --out ${{outputs.model}}",
                 "inputs": {"lr": {"jobInputType": "literal", "value": "0.1"},
                            "data": {"jobInputType": "uri_folder", "uri": "%sUsers/ana/data"}},
                 "outputs": {"model": {"jobOutputType": "uri_folder"}}}""".formatted(SHARE));
        assertThat(script)
                .endsWith("\npython train.py --lr 0.1 --data /capsule/inputs/data --out /capsule/outputs/model");
        assertThat(script).contains("mkdir -p \"$BANCADA_OUTPUT_DIR/model\"\n");
    }

    @Test
    void standardErrorGoesWhereStandardOutputGoes() {
        var argv = JobCommand.of("{\"command\": \"true\"}").argv("/capsule");
        assertThat(argv).hasSize(3).startsWith("/bin/bash", "-c");
        assertThat(argv.get(2)).startsWith("exec 2>&1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "$HOME", "$1 \\\\1", "; rm -rf ~", "`id`", "'quoted'", "${{inputs.other}}", "*"})
    void aLiteralIsPutInAsItIs(String value) {
        // as in Azure: the command is the person's own, and quoting in it is theirs too
        var json = "{\"command\": \"echo ${{inputs.x}}\", \"inputs\": {\"x\": {\"jobInputType\": \"literal\","
                + " \"value\": \"" + value + "\"}, \"other\": {\"jobInputType\": \"literal\", \"value\": \"no\"}}}";
        assertThat(script(json)).endsWith("\necho " + value.replace("\\\\", "\\"));
    }

    @ParameterizedTest
    @CsvSource({
        "Users/ana/data, Users/ana/data",
        "jobs/train/outputs, jobs/train/outputs",
        "Users/ana/../bruno, Users/bruno",
        "Users/./ana, Users/ana",
        "Users/..a/b, Users/..a/b"
    })
    void folderInputsAreReadFromTheShare(String path, String file) {
        var command = JobCommand.of(input("uri_folder", SHARE + path));
        command.check();
        assertThat(command.inputs(Path.of("/share"))).containsExactly(Map.entry("data", Path.of("/share/" + file)));
    }

    @Test
    void inputBehindALinkIsNotRead(@TempDir Path share) throws IOException {
        Files.createDirectories(share.resolve("Users/ana/data"));
        Files.writeString(share.resolve("Users/ana/data/file"), "x");
        Files.createSymbolicLink(/* link= */ share.resolve("Users/ana/link"), /* target= */ Path.of("data"));
        for (var plain : List.of("Users/ana/data", "Users/ana/data/file")) {
            assertThat(JobCommand.of(input("uri_folder", SHARE + plain)).plainInputs(share))
                    .containsExactly(Map.entry("data", share.resolve(plain)));
        }
        for (var other : List.of("Users/ana/link", "Users/ana/link/file", "Users/ana/none")) {
            assertThatThrownBy(() ->
                            JobCommand.of(input("uri_folder", SHARE + other)).plainInputs(share))
                    .isInstanceOf(DriverException.Rejected.class)
                    .hasMessageContaining(other);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "azureml://datastores/workspaceworkingdirectory/paths/../secret",
                "azureml://datastores/workspaceworkingdirectory/paths/Users/../../secret",
                "azureml://datastores/workspaceworkingdirectory/paths/Users/../snapshots",
                "azureml://datastores/workspaceworkingdirectory/paths//etc/passwd",
                "azureml://datastores/workspaceworkingdirectory/paths/Usersx/a",
                "azureml://datastores/workspaceworkingdirectory/paths/.",
                "azureml://datastores/workspaceworkingdirectory/paths/",
                "azureml://datastores/other/paths/Users/ana",
                "azureml://datastores/workspaceworkingdirectory/paths/Users/a\\u0000b",
                "file:///etc/passwd",
                "https://example.org/data",
                "/etc/passwd",
                "Users/ana",
                ""
            })
    void nothingElseIsReadable(String uri) {
        assertInvalid("properties.inputs.data.uri", input("uri_folder", uri));
        assertInvalid("properties.inputs.data.uri", input("uri_file", uri));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1A", "A-B", "A B", "A=B", "", "Ação", "A\\n"})
    void aVariableWithABadNameIsInvalid(String name) {
        assertInvalid(
                "properties.environmentVariables",
                "{\"command\": \"true\", \"environmentVariables\": {\"" + name + "\": \"x\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-b", "a/b", "../x", "", "1a", "a b", "$(id)", "a\\\"b"})
    void inputsAndOutputsWithABadNameAreInvalid(String name) {
        assertInvalid(
                "properties.outputs",
                "{\"command\": \"true\", \"outputs\": {\"" + name + "\": {\"jobOutputType\": \"uri_folder\"}}}");
        assertInvalid(
                "properties.inputs",
                "{\"command\": \"true\", \"inputs\": {\"" + name + "\": {\"jobInputType\": \"literal\"}}}");
    }

    @Test
    void typesThatAreNotServedAreInvalid() {
        assertInvalid("properties.inputs.data.jobInputType", input("mltable", SHARE + "Users/ana"));
        assertInvalid("properties.inputs.data.jobInputType", "{\"command\": \"true\", \"inputs\": {\"data\": null}}");
        assertInvalid(
                "properties.outputs.o.jobOutputType",
                "{\"command\": \"true\", \"outputs\": {\"o\": {\"jobOutputType\": \"mlflow_model\"}}}");
    }

    @Test
    void aCommandThatNamesWhatIsNotThereIsInvalid() {
        assertInvalid("properties.command", "{\"command\": \"echo ${{inputs.x}}\"}");
        assertInvalid(
                "properties.command",
                "{\"command\": \"echo ${{outputs.x}}\","
                        + " \"inputs\": {\"x\": {\"jobInputType\": \"literal\", \"value\": \"1\"}}}");
    }

    @Test
    void whatAzureSendsAsNothingIsNothing() {
        assertThatNoException()
                .isThrownBy(() -> JobCommand.of(
                                "{\"command\": \"true\", \"inputs\": null, \"outputs\": null, \"environmentVariables\": null}")
                        .check());
    }

    @Test
    void theJobsVariablesGoOverTheEnvironmentsAndTheProductsOverBoth() {
        var variables = JobCommand.of("""
                {"command": "true", "environmentVariables": {"PATH": "/mine", "RANK": "99", "LR": "0.1"}}""").environment(process(), "/capsule", Installed.INSTALLATION);
        assertThat(variables)
                .containsEntry("PATH", "/mine")
                .containsEntry("PYTHONHASHSEED", "0")
                .containsEntry("LR", "0.1")
                .containsEntry("RANK", "1")
                .containsEntry("WORLD_SIZE", "2")
                .containsEntry("MASTER_ADDR", "10.0.0.1")
                .containsEntry("MASTER_PORT", "20003")
                .containsEntry("AZUREML_RUN_ID", "train")
                .containsEntry("AZUREML_ARM_WORKSPACE_NAME", "main")
                .containsEntry("AZUREML_SERVICE_ENDPOINT", "https://localhost:8443")
                .containsEntry("BANCADA_OUTPUT_DIR", "/capsule/outputs")
                .containsEntry("BANCADA_METRICS_FILE", "/capsule/outputs/metrics.jsonl");
    }

    @Test
    void whatIsNoJsonIsNoDefinition() {
        assertThatIllegalArgumentException().isThrownBy(() -> JobCommand.of("{"));
    }

    private static String script(String json) {
        var command = JobCommand.of(json);
        command.check();
        return command.argv("/capsule").get(2);
    }

    private static String input(String type, String uri) {
        return "{\"command\": \"true\", \"inputs\": {\"data\": {\"jobInputType\": \"" + type + "\", \"uri\": \"" + uri
                + "\"}}}";
    }

    private static void assertInvalid(String field, String json) {
        var command = JobCommand.of(json);
        assertThatThrownBy(command::check).as(json).isInstanceOfSatisfying(BancadaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
            assertThat(e.target()).contains(field);
        });
    }

    private static ProcessRef process() {
        return new ProcessRef(
                5,
                3,
                "train",
                new WorkspaceId("s", "default", "main"),
                NodePlace.in("local"),
                new NodeKey("n-1"),
                new CapsuleId("p-5"),
                1,
                2,
                "10.0.0.1",
                "ana",
                false,
                "Default",
                "{}",
                Map.of("PATH", "/environment/bin", "PYTHONHASHSEED", "0"),
                Optional.empty(),
                Optional.empty(),
                Path.of("/share"),
                Path.of("/share/log"),
                Path.of("/share/outputs"));
    }
}
