package io.bancada.job.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.job.service.CommandJobRequest;
import io.bancada.web.StrictJson;
import io.bancada.workspace.model.WorkspaceId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JobRequestTest {
    private static final WorkspaceId WORKSPACE = new WorkspaceId("S", "rg", "ws");
    private static final String MINIMAL =
            "'jobType':'Command','computeId':'cpu','command':'python train.py','environmentId':'azureml:host:1'";

    @Test
    void jobThatSaysNothingElseGetsTheDefaults() {
        var job = read("{'properties':{" + MINIMAL + "}}");

        assertThat(job.displayName()).contains("train");
        assertThat(job.experimentName()).contains("Default");
        assertThat(job.computeId()).isEqualTo(WORKSPACE.child("computes", "cpu"));
        assertThat(job.timeout()).isEmpty();
        assertThat(job.archived()).isFalse();
    }

    @Test
    void whatTheServerAddsDoesNotMakeItAnotherJob() {
        var first = read("{'properties':{" + MINIMAL + ",'environmentVariables':{'B':'2','A':'1','N':null}}}");
        var again = read("{'id':'x','properties':{'status':'Completed','isArchived':true,'displayName':'train',"
                + "'experimentName':'Default','services':{'Studio':{}},'tags':{'t':'1'},"
                + "'environmentVariables':{'A':'1','B':'2'},'properties':{'bancada.exitCode':'0'},"
                + MINIMAL.replace("'cpu'", "'" + WORKSPACE.child("computes", "cpu") + "'") + "}}");

        assertThat(again.definition()).isEqualTo(first.definition());
        assertThat(again.archived()).isTrue();
    }

    @Test
    void timeoutsThatMeanTheSameReadTheSame() {
        var job = read("{'properties':{" + MINIMAL + ",'limits':{'jobLimitsType':'Command','timeout':'PT120S'}}}");

        assertThat(job.timeout()).contains(Duration.ofMinutes(2));
        assertThat(job.definition()).contains("\"timeout\":\"PT2M\"");
    }

    @Test
    void badFieldsAreNamed() {
        refused("{}", ErrorCode.INVALID_PARAMETER, "properties");
        refused("{'properties':{}}", ErrorCode.INVALID_PARAMETER, "properties.jobType");
        refused("{'properties':{'jobType':'Sweep'}}", ErrorCode.NOT_IMPLEMENTED, "properties.jobType");
        refused("{'properties':{'jobType':'Banana'}}", ErrorCode.INVALID_PARAMETER, "properties.jobType");
        refused("{'properties':{'jobType':'Command'}}", ErrorCode.INVALID_PARAMETER, "properties.computeId");
        refused(
                "{'properties':{" + MINIMAL + ",'limits':{'timeout':'5 minutes'}}}",
                ErrorCode.INVALID_PARAMETER,
                "properties.limits.timeout");
        refused(
                "{'properties':{" + MINIMAL + ",'resources':{'instanceCount':'2'}}}",
                ErrorCode.INVALID_CONTENT,
                "properties.resources.instanceCount");
        refused(
                "{'properties':{" + MINIMAL + ",'inputs':{'a':{'value':5}}}}",
                ErrorCode.INVALID_CONTENT,
                "properties.inputs.a.value");
    }

    private static void refused(String json, ErrorCode code, String target) {
        assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(BancadaException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.target()).contains(target);
        });
    }

    private static CommandJobRequest read(String json) {
        var body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return ((JobRequest) StrictJson.read(body, JobRequest.class)).command(WORKSPACE, "train");
    }
}
