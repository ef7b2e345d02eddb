package io.bancada.compute.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bancada.catalog.model.VmPriority;
import io.bancada.compute.service.AmlComputeRequest;
import java.util.Map;
import java.util.Optional;

/** Fields of the form of a new cluster. */
public class ClusterForm extends ComputeForm {
    private final ScaleForm scale = ScaleForm.ofDefaults();
    private String priority = VmPriority.Dedicated.name();

    ClusterForm() {}

    /** What the service is asked for. */
    AmlComputeRequest request() {
        return new AmlComputeRequest(
                Optional.empty(),
                Optional.of(getSize()).filter(s -> !s.isEmpty()),
                Optional.of(vmPriority()),
                Optional.of(scale.least()),
                Optional.of(scale.most()),
                Optional.of(scale.idle()),
                Optional.empty(),
                Map.of(),
                "{}");
    }

    /** The same as the API takes it. */
    JsonNode body(String location) {
        var body = JsonNodeFactory.instance.objectNode().put("location", location);
        var properties = body.putObject("properties").put("computeType", "AmlCompute");
        var cluster =
                properties.putObject("properties").put("vmSize", getSize()).put("vmPriority", priority);
        cluster.putObject("scaleSettings")
                .put("minNodeCount", scale.least())
                .put("maxNodeCount", scale.most())
                .put("nodeIdleTimeBeforeScaleDown", scale.idle().toString());
        return body;
    }

    VmPriority vmPriority() {
        return VmPriority.valueOf(priority);
    }

    public ScaleForm getScale() {
        return scale;
    }

    public String getPriority() {
        return priority;
    }

    public void setPriority(String priority) {
        this.priority = priority;
    }
}
