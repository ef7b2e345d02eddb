package io.bancada.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** That the comparison with the OpenAPI has teeth. */
class ArmSchemasTest {
    private static final String JOB = """
            {"properties": {"jobType": "Command", "command": "true", "environmentId": "azureml:host:1",
             "status": "Running", "limits": {"jobLimitsType": "Command", "timeout": "PT1H"}}}""";

    private final OpenApi api = new OpenApi();
    private final ArmSchemas schemas = new ArmSchemas(api);

    @Test
    void aJobAsDescribedHasNoProblem() throws JsonProcessingException {
        assertThat(problems(JOB)).isEmpty();
    }

    @Test
    void whateverIsNotAsDescribedIsAProblem() throws JsonProcessingException {
        assertThat(problems(JOB.replace("\"status\"", "\"state\""))).isNotEmpty();
        assertThat(problems(JOB.replace("Running", "Bored"))).isNotEmpty();
        assertThat(problems(JOB.replace("\"Command\", \"command\"", "\"Chore\", \"command\"")))
                .isNotEmpty();
        assertThat(problems(JOB.replace("\"jobLimitsType\": \"Command\"", "\"jobLimitsType\": \"Chore\"")))
                .isNotEmpty();
        assertThat(problems(JOB.replace("PT1H", "an hour"))).isNotEmpty();
        assertThat(problems(JOB.replace("\"true\"", "5"))).isNotEmpty();
        assertThat(problems(JOB.replace("\"command\": \"true\",", ""))).isNotEmpty();
        assertThat(problems("{}")).isNotEmpty();
    }

    @Test
    void aStatusThatIsNotDescribedIsAProblem() throws JsonProcessingException {
        var operation = Objects.requireNonNull(api.operations().get("Jobs_Get"));
        assertThat(schemas.problems(operation, 202, Api.JSON.readTree(JOB))).isNotEmpty();
    }

    private List<String> problems(String body) throws JsonProcessingException {
        var operation = Objects.requireNonNull(api.operations().get("Jobs_Get"));
        return schemas.problems(operation, 200, Api.JSON.readTree(body));
    }
}
