package io.bancada.api;

import java.util.List;
import java.util.stream.Stream;

/** Jobs that cannot run. {@code {cluster}} is a cluster of at most two nodes. */
final class RefusedJobs {
    private static final String PATH = "/jobs/{new}";
    private static final String PARAMETER = "InvalidParameter";
    private static final String CONTENT = "InvalidRequestContent";

    private RefusedJobs() {}

    static Stream<Refusal> all() {
        return Stream.concat(jobs().stream(), inputs().stream());
    }

    private static List<Refusal> jobs() {
        return List.of(
                put("broken JSON", "{", CONTENT, "body", "no valid JSON"),
                put("no properties", "{}", PARAMETER, "properties", "is required"),
                put("no job type", "{\"properties\": {}}", PARAMETER, "properties.jobType", "Command"),
                put(
                        "unknown job type",
                        "{\"properties\": {\"jobType\": \"Chore\"}}",
                        PARAMETER,
                        "properties.jobType",
                        "Command"),
                Refusal.of(
                        "job type that is not offered yet",
                        "PUT",
                        PATH,
                        "{\"properties\": {\"jobType\": \"Sweep\"}}",
                        501,
                        "NotImplemented",
                        "properties.jobType",
                        "Command"),
                put(
                        "no compute",
                        job("").replace("computeId", "computerId"),
                        PARAMETER,
                        "properties.computeId",
                        "is required"),
                put(
                        "unknown compute",
                        job("").replace("{cluster}", "no-such"),
                        PARAMETER,
                        "properties.computeId",
                        "no compute"),
                put(
                        "compute of another workspace",
                        job("").replace("{cluster}", "{other}/computes/{cluster}"),
                        PARAMETER,
                        "properties.computeId",
                        "no compute"),
                put(
                        "no command",
                        job("").replace("\"command\"", "\"order\""),
                        PARAMETER,
                        "properties.command",
                        "is required"),
                put(
                        "blank command",
                        job("").replace("\"true\"", "\"  \""),
                        PARAMETER,
                        "properties.command",
                        "is required"),
                put(
                        "command as a list",
                        job("").replace("\"true\"", "[\"true\"]"),
                        CONTENT,
                        "properties.command",
                        "does not fit"),
                put(
                        "no environment",
                        job("").replace("environmentId", "environs"),
                        PARAMETER,
                        "properties.environmentId",
                        "is required"),
                put(
                        "unknown environment",
                        job("").replace("host:1", "moon:1"),
                        PARAMETER,
                        "properties.environmentId",
                        "'moon'"),
                put("unknown code", job("\"codeId\": \"azureml:none:1\""), PARAMETER, "properties.codeId", "'none'"),
                put("no instance", resources("0"), PARAMETER, "properties.resources.instanceCount", "1 to 2 nodes"),
                put(
                        "negative instances",
                        resources("-1"),
                        PARAMETER,
                        "properties.resources.instanceCount",
                        "1 to 2 nodes"),
                put(
                        "too many instances",
                        resources("3"),
                        PARAMETER,
                        "properties.resources.instanceCount",
                        "1 to 2 nodes"),
                put(
                        "instances as a text",
                        resources("\"1\""),
                        CONTENT,
                        "properties.resources.instanceCount",
                        "does not fit"),
                put(
                        "2^31 instances",
                        resources("2147483648"),
                        CONTENT,
                        "properties.resources.instanceCount",
                        "does not fit"),
                put("bad time limit", timeout("1h"), PARAMETER, "properties.limits.timeout", "PT2M"),
                put("time limit of nothing", timeout("PT0S"), PARAMETER, "properties.limits.timeout", "above zero"),
                put("variable with a =", variable("A=B"), PARAMETER, "properties.environmentVariables", "'A=B'"),
                put("variable with a space", variable("A B"), PARAMETER, "properties.environmentVariables", "'A B'"),
                put(
                        "variable with a digit first",
                        variable("1A"),
                        PARAMETER,
                        "properties.environmentVariables",
                        "'1A'"),
                put("variable without a name", variable(""), PARAMETER, "properties.environmentVariables", "''"),
                Refusal.of(
                        "name with a space", "PUT", "/jobs/a%20job", job(""), 400, PARAMETER, "id", "letters, digits"),
                Refusal.of(
                        "name with a hyphen first",
                        "PUT",
                        "/jobs/-job",
                        job(""),
                        400,
                        PARAMETER,
                        "id",
                        "letter or digit"),
                Refusal.of("name of 256", "PUT", "/jobs/" + "j".repeat(256), job(""), 400, PARAMETER, "id", "1 to 255"),
                Refusal.of("name with a slash", "PUT", "/jobs/a%2Fb", job(""), 400, PARAMETER, "path", "holds '/'"));
    }

    private static List<Refusal> inputs() {
        var share = "azureml://datastores/workspaceworkingdirectory/paths/";
        return List.of(
                uri("traversal out of the share", share + "../secrets"),
                uri("traversal below a folder", share + "Users/../../secrets"),
                uri("traversal to the share's own folders", share + "jobs/../system/key"),
                uri("absolute path", share + "/etc/passwd"),
                uri("file of the host", "file:///etc/passwd"),
                uri("another datastore", "azureml://datastores/other/paths/Users/ana"),
                uri("no address", ""),
                put(
                        "unknown kind of input",
                        input("data", "{\"jobInputType\": \"mltable\", \"uri\": \"x\"}"),
                        PARAMETER,
                        "properties.inputs.data.jobInputType",
                        "uri_folder"),
                put(
                        "input name with dots",
                        input("../data", "{\"jobInputType\": \"literal\", \"value\": \"x\"}"),
                        PARAMETER,
                        "properties.inputs",
                        "'../data'"),
                put(
                        "unknown kind of output",
                        job("\"outputs\": {\"model\": {\"jobOutputType\": \"mlflow_model\"}}"),
                        PARAMETER,
                        "properties.outputs.model.jobOutputType",
                        "uri_folder"),
                put(
                        "command with an input that is not there",
                        job("").replace("\"true\"", "\"cat ${{inputs.data}}\""),
                        PARAMETER,
                        "properties.command",
                        "${{inputs.data}}"));
    }

    private static Refusal uri(String what, String uri) {
        var body = input("data", "{\"jobInputType\": \"uri_folder\", \"uri\": \"" + uri + "\"}");
        return put(what, body, PARAMETER, "properties.inputs.data.uri", "Users/");
    }

    private static Refusal put(String what, String body, String code, String target, String... words) {
        return Refusal.of("job: " + what, "PUT", PATH, body, 400, code, target, words);
    }

    private static String input(String name, String input) {
        return job("\"inputs\": {\"" + name + "\": " + input + "}");
    }

    private static String resources(String instances) {
        return job("\"resources\": {\"instanceCount\": " + instances + "}");
    }

    private static String timeout(String duration) {
        return job("\"limits\": {\"jobLimitsType\": \"Command\", \"timeout\": \"" + duration + "\"}");
    }

    private static String variable(String name) {
        return job("\"environmentVariables\": {\"" + name + "\": \"x\"}");
    }

    private static String job(String more) {
        return "{\"properties\": {\"jobType\": \"Command\", \"computeId\": \"{cluster}\", \"environmentId\":"
                + " \"azureml:host:1\", \"command\": \"true\"" + (more.isEmpty() ? "" : ", " + more) + "}}";
    }
}
