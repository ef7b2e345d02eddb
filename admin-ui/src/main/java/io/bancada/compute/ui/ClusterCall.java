package io.bancada.compute.ui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;

/** The REST call that does what the form does, as az makes it. */
final class ClusterCall {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ClusterCall() {}

    static String of(String url, String location, String size, String priority, int min, int max, Duration idle) {
        var body = JSON.createObjectNode().put("location", location);
        var properties = body.putObject("properties").put("computeType", "AmlCompute");
        var cluster = properties.putObject("properties").put("vmSize", size).put("vmPriority", priority);
        cluster.putObject("scaleSettings")
                .put("minNodeCount", min)
                .put("maxNodeCount", max)
                .put("nodeIdleTimeBeforeScaleDown", idle.toString());
        try {
            return "az rest --method put \\\n  --url '" + url.replace("'", "'\\''")
                    + "?api-version=2024-04-01' \\\n  --body '"
                    + JSON.writerWithDefaultPrettyPrinter()
                            .writeValueAsString(body)
                            .replace("'", "'\\''")
                    + "'";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
