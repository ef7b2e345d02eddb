package io.bancada.api;

import java.util.List;
import java.util.stream.Stream;

/** Clusters that cannot be. */
final class RefusedComputes {
    private static final String PATH = "/computes/{new}";
    private static final String AML = "properties.properties.";
    private static final String SCALE = AML + "scaleSettings.";
    private static final String PARAMETER = "InvalidParameter";
    private static final String CONTENT = "InvalidRequestContent";

    private RefusedComputes() {}

    static Stream<Refusal> all() {
        return Stream.of(bodies(), scales(), names()).flatMap(List::stream);
    }

    private static List<Refusal> bodies() {
        return List.of(
                put("broken JSON", "{\"location\": ", CONTENT, "body", "line 1", "no valid JSON"),
                put("empty body", "", CONTENT, "body", "send a JSON object"),
                put("body null", "null", CONTENT, "body", "send a JSON object"),
                put("array for a body", "[]", CONTENT, "body", "does not fit"),
                put("two bodies", body("") + "{}", CONTENT, "body", "railing"),
                put("a key twice", "{\"location\": \"local\", \"location\": \"local\"}", CONTENT, "body", "Duplicate"),
                put("body too deep", "{\"a\": ".repeat(65), CONTENT, "body", "depth"),
                put("object for a text", "{\"location\": {}}", CONTENT, "location", "does not fit"),
                put("number for a text", "{\"location\": 5}", CONTENT, "location", "does not fit"),
                put("text for an object", "{\"properties\": \"x\"}", CONTENT, "properties", "does not fit"),
                put("no properties", "{\"location\": \"local\"}", PARAMETER, "properties.computeType", "is required"),
                put(
                        "no compute type",
                        "{\"location\": \"local\", \"properties\": {}}",
                        PARAMETER,
                        "properties.computeType",
                        "AmlCompute"),
                put(
                        "unknown compute type",
                        "{\"location\": \"local\", \"properties\": {\"computeType\": \"Abacus\"}}",
                        PARAMETER,
                        "properties.computeType",
                        "'Abacus'",
                        "AmlCompute"),
                Refusal.of(
                        "compute type that is not offered yet",
                        "PUT",
                        PATH,
                        "{\"location\": \"local\", \"properties\": {\"computeType\": \"Databricks\"}}",
                        501,
                        "NotImplemented",
                        "properties.computeType",
                        "AmlCompute"),
                put(
                        "unknown VM size",
                        aml("\"vmSize\": \"Standard_Abacus\""),
                        PARAMETER,
                        AML + "vmSize",
                        "vmSizes lists"),
                put("no VM size", aml("\"osType\": \"Linux\""), PARAMETER, AML + "vmSize", "is required"),
                put("Windows", body("\"osType\": \"Windows\""), PARAMETER, AML + "osType", "say Linux"),
                put("unknown priority", body("\"vmPriority\": \"Urgent\""), CONTENT, AML + "vmPriority", "LowPriority"),
                put("priority by number", body("\"vmPriority\": 0"), CONTENT, AML + "vmPriority", "does not fit"),
                put(
                        "another location",
                        body("").replace("\"local\"", "\"westeurope\""),
                        PARAMETER,
                        "location",
                        "'local'",
                        "'westeurope'"),
                put(
                        "tag with a number",
                        body("").replace("{\"location", "{\"tags\": {\"a\": 1}, \"location"),
                        CONTENT,
                        "tags.a",
                        "does not fit"),
                put("oversize body", " ".repeat(1 << 20) + "{}", 413, "RequestContentTooLarge", "body", "send less"),
                put("plain text", body(""), 415, "UnsupportedMediaType", "Content-Type", "application/json")
                        .as("text/plain"),
                Refusal.of(
                        "delete without saying what becomes of the nodes",
                        "DELETE",
                        PATH,
                        "",
                        400,
                        PARAMETER,
                        "underlyingResourceAction",
                        "Delete"));
    }

    private static List<Refusal> scales() {
        return List.of(
                put("minimum above maximum", scale("3", "2"), PARAMETER, SCALE + "minNodeCount", "lower it or raise"),
                put("negative minimum", scale("-1", "2"), PARAMETER, SCALE + "minNodeCount", "give 0 or more"),
                put("negative maximum", scale("0", "-1"), PARAMETER, SCALE + "maxNodeCount", "give 0 or more"),
                put("2^31 nodes", scale("0", "2147483648"), CONTENT, SCALE + "maxNodeCount", "does not fit"),
                put("2^31-1 nodes", scale("0", "2147483647"), PARAMETER, SCALE + "maxNodeCount", "give 0 to"),
                put("count as a text", scale("0", "\"2\""), CONTENT, SCALE + "maxNodeCount", "does not fit"),
                put("half a node", scale("0", "1.5"), CONTENT, SCALE + "maxNodeCount", "does not fit"),
                put("true nodes", scale("true", "2"), CONTENT, SCALE + "minNodeCount", "does not fit"),
                put(
                        "no maximum",
                        body("\"scaleSettings\": {\"minNodeCount\": 0}"),
                        PARAMETER,
                        SCALE + "maxNodeCount",
                        "is required"),
                put(
                        "words for a duration",
                        idle("two minutes"),
                        PARAMETER,
                        SCALE + "nodeIdleTimeBeforeScaleDown",
                        "PT2M"),
                put("negative duration", idle("-PT2M"), PARAMETER, SCALE + "nodeIdleTimeBeforeScaleDown", "PT2M"),
                put("a year idle", idle("P365D"), PARAMETER, SCALE + "nodeIdleTimeBeforeScaleDown", "P30D"),
                Refusal.of(
                        "more nodes at once than the quota allows",
                        "PUT",
                        PATH,
                        scale("100", "100"),
                        409,
                        "QuotaExceeded",
                        SCALE + "minNodeCount",
                        "cores"));
    }

    private static List<Refusal> names() {
        return Stream.of("ab", "1node-pool", "a_b-cd", "pool-1", "pool-of-nodes-that-is-too-long", "n%C3%BCrn-berg")
                .map(name -> Refusal.of(
                        "compute name " + name,
                        "PUT",
                        "/computes/" + name,
                        body(""),
                        400,
                        PARAMETER,
                        "computeName",
                        "3 to 24 letters"))
                .toList();
    }

    private static Refusal put(String what, String body, String code, String target, String... words) {
        return put(what, body, 400, code, target, words);
    }

    private static Refusal put(String what, String body, int status, String code, String target, String... words) {
        return Refusal.of(what, "PUT", PATH, body, status, code, target, words);
    }

    private static String scale(String min, String max) {
        return body("\"scaleSettings\": {\"minNodeCount\": " + min + ", \"maxNodeCount\": " + max + "}");
    }

    private static String idle(String duration) {
        return body("\"scaleSettings\": {\"maxNodeCount\": 1, \"nodeIdleTimeBeforeScaleDown\": \"" + duration + "\"}");
    }

    private static String body(String more) {
        return aml("\"vmSize\": \"Standard_D1\"" + (more.isEmpty() ? "" : ", " + more));
    }

    private static String aml(String properties) {
        return "{\"location\": \"local\", \"properties\": {\"computeType\": \"AmlCompute\", \"properties\": {"
                + properties + "}}}";
    }
}
