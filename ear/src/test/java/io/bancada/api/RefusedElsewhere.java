package io.bancada.api;

import java.util.List;
import java.util.stream.Stream;

/** What is refused of workspaces, assets, quotas, lists and paths. */
final class RefusedElsewhere {
    private static final String PARAMETER = "InvalidParameter";
    private static final String CONTENT = "InvalidRequestContent";
    private static final String LOCATION =
            "/subscriptions/{subscription}/providers/Microsoft.MachineLearningServices/locations/local";
    private static final String WORKSPACES =
            "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.MachineLearningServices/workspaces";
    private static final String ABSENT_SUBSCRIPTION = "00000000-0000-0000-0000-00000000beef";

    private RefusedElsewhere() {}

    static Stream<Refusal> all() {
        return Stream.of(queries(), workspaces(), assets(), files(), quotas()).flatMap(List::stream);
    }

    private static List<Refusal> queries() {
        return List.of(
                get("no api-version", "/computes?", 400, "MissingApiVersionParameter", "api-version", "2024-04-01"),
                get(
                        "unsupported api-version",
                        "/computes?api-version=2031-01-01",
                        400,
                        "InvalidApiVersionParameter",
                        "api-version",
                        "2024-04-01"),
                get("page token of nobody", page("/computes", "$skip=*"), 400, PARAMETER, "$skip", "follow nextLink"),
                get(
                        "page token of another list",
                        page("/jobs", "$skip=YWJj"),
                        400,
                        PARAMETER,
                        "$skip",
                        "follow nextLink"),
                get("page size in words", page("/computes", "$top=ten"), 400, PARAMETER, "$top", "whole number"),
                get("page size of 2^31", page("/computes", "$top=2147483648"), 400, PARAMETER, "$top", "32 bits"),
                get("page of less than nothing", page("/computes", "$top=-1"), 400, PARAMETER, "$top", "above 0"),
                get(
                        "filter that cannot be used",
                        "/subscriptions/{subscription}/resources?$filter=name&" + Api.VERSION,
                        400,
                        PARAMETER,
                        "$filter",
                        "resourceType"),
                get("unknown status", page("/jobs", "status=Bored"), 400, PARAMETER, "status", "Running"),
                get("unknown view", page("/jobs", "listViewType=Some"), 400, PARAMETER, "listViewType", "ActiveOnly"),
                get("dots in the path", "/computes/%2e%2e/jobs", 400, PARAMETER, "path", "'..'"),
                Refusal.of(
                        "unknown action on what is underneath",
                        "DELETE",
                        page("/computes/{new}", "underlyingResourceAction=Melt"),
                        "",
                        400,
                        PARAMETER,
                        "underlyingResourceAction",
                        "use Delete"));
    }

    private static List<Refusal> workspaces() {
        var body = "{\"location\": \"local\"}";
        return List.of(
                Refusal.of(
                        "workspace name", "PUT", WORKSPACES + "/a", body, 400, PARAMETER, "workspaceName", "3 to 33"),
                Refusal.of(
                        "workspace elsewhere",
                        "PUT",
                        WORKSPACES + "/{new}",
                        "{\"location\": \"moon\"}",
                        400,
                        PARAMETER,
                        "location",
                        "'local'"),
                Refusal.of(
                        "workspace with a list for a name",
                        "PUT",
                        WORKSPACES + "/{new}",
                        "{\"location\": \"local\", \"properties\": {\"friendlyName\": []}}",
                        400,
                        CONTENT,
                        "properties.friendlyName",
                        "does not fit"),
                get(
                        "absent workspace",
                        WORKSPACES + "/absent/computes",
                        404,
                        "ResourceNotFound",
                        WORKSPACES + "/absent",
                        "absent"),
                get(
                        "absent resource group",
                        WORKSPACES.replace("{group}", "absent") + "/main/computes",
                        404,
                        "ResourceGroupNotFound",
                        "/subscriptions/{subscription}/resourceGroups/absent",
                        "absent"),
                get(
                        "foreign subscription",
                        WORKSPACES.replace("{subscription}", ABSENT_SUBSCRIPTION),
                        403,
                        "AuthorizationFailed",
                        "/subscriptions/" + ABSENT_SUBSCRIPTION + "/resourceGroups/{group}",
                        "Ask an owner"),
                Refusal.of(
                        "resource group without a place",
                        "PUT",
                        "/subscriptions/{subscription}/resourceGroups/{new}",
                        "{}",
                        400,
                        PARAMETER,
                        "location",
                        "is required"));
    }

    private static List<Refusal> assets() {
        return List.of(
                put(
                        "environment with an image",
                        "/environments/{new}/versions/1",
                        "{\"properties\": {\"image\": \"a/b\"}}",
                        422,
                        "SkuNotAvailable",
                        "properties.image",
                        "not offered"),
                put(
                        "environment without a Python",
                        "/environments/{new}/versions/1",
                        "{\"properties\": {}}",
                        400,
                        PARAMETER,
                        "properties.properties.interpreterPath",
                        "absolute path"),
                put(
                        "environment without properties",
                        "/environments/{new}/versions/1",
                        "{}",
                        400,
                        PARAMETER,
                        "properties",
                        "is required"),
                put(
                        "environment name",
                        "/environments/an%20env",
                        "{\"properties\": {}}",
                        400,
                        PARAMETER,
                        "name",
                        "letters"),
                put(
                        "code without properties",
                        "/codes/{new}/versions/1",
                        "{}",
                        400,
                        PARAMETER,
                        "properties",
                        "codeUri"),
                put(
                        "code from nowhere",
                        "/codes/{new}/versions/1",
                        "{\"properties\": {\"codeUri\": \"https://a/b\"}}",
                        400,
                        PARAMETER,
                        "properties.codeUri",
                        "startPendingUpload"),
                put(
                        "archived in words",
                        "/codes/{new}",
                        "{\"properties\": {\"isArchived\": \"no\"}}",
                        400,
                        CONTENT,
                        "properties.isArchived",
                        "does not fit"),
                Refusal.of(
                                "no zip",
                                "POST",
                                "/codes/{new}/versions/1/uploadZip",
                                "PK?",
                                415,
                                "UnsupportedMediaType",
                                "Content-Type",
                                "application/zip")
                        .as("text/plain"));
    }

    private static List<Refusal> files() {
        return List.of(
                get(
                        "file without a name",
                        page("/files/properties", "path=Users%2F%2Fx"),
                        400,
                        PARAMETER,
                        "path",
                        "empty"),
                get("file above", page("/files/content", "path=Users%2F..%2Fjobs"), 400, PARAMETER, "path", "'..'"),
                get("file with NUL", page("/files/content", "path=Shared%2Fa%00"), 400, PARAMETER, "path", "control"),
                get(
                        "file of nobody",
                        page("/files/content", "path=jobs%2Fx"),
                        404,
                        "ResourceNotFound",
                        "jobs",
                        "no file"),
                put(
                        "folder of the workspace",
                        page("/files/folder", "path=Shared"),
                        "",
                        400,
                        PARAMETER,
                        "path",
                        "stays"),
                Refusal.of(
                        "recursive in words",
                        "DELETE",
                        page("/files", "path=Shared%2Fx&recursive=yes"),
                        "",
                        400,
                        PARAMETER,
                        "recursive",
                        "true or false"),
                Refusal.of(
                        "move of nothing",
                        "POST",
                        "/files/move",
                        "{\"to\": \"Shared/x\"}",
                        400,
                        PARAMETER,
                        "from",
                        "stays"),
                upload("upload without a size", "path=Shared%2Fx&uploadId=u", 400, "total", "missing or negative"),
                upload("upload without an id", "path=Shared%2Fx&total=1", 400, "uploadId", "1 to 64"),
                upload("upload from beyond", "path=Shared%2Fx&uploadId=u&total=1&offset=2", 400, "offset", "within"),
                upload("upload of too much", "path=Shared%2Fx&uploadId=u&total=99999999999999", 413, "total", "up to"));
    }

    private static Refusal upload(String what, String query, int status, String target, String... words) {
        var code = status == 400 ? PARAMETER : "RequestContentTooLarge";
        return Refusal.of(what, "PUT", page("/files/content", query), "x", status, code, target, words)
                .as("application/octet-stream");
    }

    private static List<Refusal> quotas() {
        var id = LOCATION + "/quotas/TotalDedicatedCores";
        return List.of(
                quota("no quotas", "{}", PARAMETER, "value", "Give 1 to"),
                quota(
                        "no limit",
                        "{\"value\": [{\"id\": \"" + id + "\"}]}",
                        PARAMETER,
                        "value[0].limit",
                        "number of cores"),
                quota(
                        "limit as a text",
                        "{\"value\": [{\"id\": \"" + id + "\", \"limit\": \"9\"}]}",
                        CONTENT,
                        "value[0].limit",
                        "does not fit"),
                quota("limit without an id", "{\"value\": [{\"limit\": 9}]}", PARAMETER, "value[0].id", "is required"),
                quota(
                        "id of something else",
                        "{\"value\": [{\"id\": \"/a/b\", \"limit\": 9}]}",
                        PARAMETER,
                        "value[0].id",
                        "list of quotas"));
    }

    private static Refusal quota(String what, String body, String code, String target, String... words) {
        return Refusal.of("quota: " + what, "POST", LOCATION + "/updateQuotas", body, 400, code, target, words);
    }

    private static Refusal get(String what, String path, int status, String code, String target, String... words) {
        return Refusal.of(what, "GET", path, "", status, code, target, words);
    }

    private static Refusal put(
            String what, String path, String body, int status, String code, String target, String... words) {
        return Refusal.of(what, "PUT", path, body, status, code, target, words);
    }

    private static String page(String path, String query) {
        return path + "?" + query + "&" + Api.VERSION;
    }
}
