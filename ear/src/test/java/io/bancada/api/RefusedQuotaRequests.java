package io.bancada.api;

import java.util.List;
import java.util.stream.Stream;

/** What is refused of requests for more cores. */
final class RefusedQuotaRequests {
    private static final String PARAMETER = "InvalidParameter";
    private static final String CONTENT = "InvalidRequestContent";
    private static final String TOTAL = "/subscriptions/{subscription}/quotas/TotalDedicatedCores";

    private RefusedQuotaRequests() {}

    static Stream<Refusal> all() {
        return Stream.of(asking(), deciding()).flatMap(List::stream);
    }

    private static List<Refusal> asking() {
        return List.of(
                ask("no properties", "{}", PARAMETER, "properties", "quotaId"),
                ask("no quota", body("", "9", "why"), PARAMETER, "properties.quotaId", "is required"),
                ask("quota of nothing", body("/a/b", "9", "why"), PARAMETER, "properties.quotaId", "list of quotas"),
                ask(
                        "unknown family",
                        body(TOTAL.replace("TotalDedicatedCores", "noFamily"), "9", "why"),
                        PARAMETER,
                        "properties.quotaId",
                        "no quota 'noFamily'"),
                ask(
                        "no limit",
                        "{\"properties\": {\"quotaId\": \"" + TOTAL + "\", \"reason\": \"why\"}}",
                        PARAMETER,
                        "properties.limit",
                        "is required"),
                ask("limit of zero", body(TOTAL, "0", "why"), PARAMETER, "properties.limit", "ask for more"),
                ask("negative limit", body(TOTAL, "-4", "why"), PARAMETER, "properties.limit", "give 0 to"),
                ask("limit of 2^31", body(TOTAL, "2147483648", "why"), PARAMETER, "properties.limit", "give 0 to"),
                ask(
                        "limit of 2^63",
                        body(TOTAL, "9223372036854775808", "why"),
                        CONTENT,
                        "properties.limit",
                        "does not fit"),
                ask("limit as a text", body(TOTAL, "\"9\"", "why"), CONTENT, "properties.limit", "does not fit"),
                ask("limit below the present", body(TOTAL, "1", "why"), PARAMETER, "properties.limit", "ask for more"),
                ask("no reason", body(TOTAL, "9", " "), PARAMETER, "properties.reason", "what the cores are for"),
                ask("too long a reason", body(TOTAL, "9", "x".repeat(1001)), PARAMETER, "properties.reason", "1000"),
                Refusal.of(
                        "quota request: its name",
                        "PUT",
                        "/quotaRequests/a%20b",
                        body(TOTAL, "1000", "why"),
                        400,
                        PARAMETER,
                        "requestName",
                        "letters"),
                Refusal.of(
                        "quota request: unknown status",
                        "GET",
                        "/quotaRequests?status=Bored&" + Api.VERSION,
                        "",
                        400,
                        PARAMETER,
                        "status",
                        "Pending"));
    }

    private static List<Refusal> deciding() {
        return List.of(
                decide("approve", "{}", 404, "ResourceNotFound", "{workspace}/quotaRequests/{new}", "not found"),
                decide("approve", "{\"limit\": \"9\"}", 400, CONTENT, "limit", "does not fit"),
                decide(
                        "decline",
                        "{\"comment\": \"no\"}",
                        404,
                        "ResourceNotFound",
                        "{workspace}/quotaRequests/{new}",
                        "not found"),
                decide("decline", "{}", 400, PARAMETER, "comment", "is required"),
                decide(
                        "decline",
                        "{\"comment\": \"" + "x".repeat(1001) + "\"}",
                        400,
                        PARAMETER,
                        "comment",
                        "up to 1000"));
    }

    private static Refusal ask(String what, String body, String code, String target, String... words) {
        return Refusal.of("quota request: " + what, "PUT", "/quotaRequests/{new}", body, 400, code, target, words);
    }

    private static Refusal decide(String how, String body, int status, String code, String target, String... words) {
        return Refusal.of(
                "quota request: " + how + " " + target,
                "POST",
                "/quotaRequests/{new}/" + how,
                body,
                status,
                code,
                target,
                words);
    }

    private static String body(String quota, String limit, String reason) {
        return "{\"properties\": {\"quotaId\": \"" + quota + "\", \"limit\": " + limit + ", \"reason\": \"" + reason
                + "\"}}";
    }
}
