package io.bancada.compute.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bancada.compute.service.ComputeInstanceRequest;
import io.bancada.compute.service.ComputeInstanceRequest.Assignee;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;

/** Fields of the form of a new compute instance. */
public class InstanceForm implements Serializable {
    private String name = "";
    private String size = "";
    private boolean forAnother;
    private String objectId = "";

    InstanceForm() {}

    /** What the service is asked for. */
    ComputeInstanceRequest request(String tenant) {
        return new ComputeInstanceRequest(
                Optional.empty(),
                Optional.of(size).filter(s -> !s.isEmpty()),
                forAnother ? Optional.of(new Assignee(objectId, tenant)) : Optional.empty(),
                Optional.empty(),
                Map.of(),
                "{}");
    }

    /** The same as the API takes it. */
    JsonNode body(String location, String tenant) {
        var body = JsonNodeFactory.instance.objectNode().put("location", location);
        var properties = body.putObject("properties").put("computeType", "ComputeInstance");
        var instance = properties.putObject("properties").put("vmSize", size);
        if (forAnother) {
            instance.putObject("personalComputeInstanceSettings")
                    .putObject("assignedUser")
                    .put("objectId", objectId)
                    .put("tenantId", tenant);
        }
        return body;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name.strip();
    }

    public String getSize() {
        return size;
    }

    public void setSize(String size) {
        this.size = size;
    }

    /** Whether it is to be another person's. */
    public boolean isForAnother() {
        return forAnother;
    }

    public void setForAnother(boolean forAnother) {
        this.forAnother = forAnother;
    }

    public String getObjectId() {
        return objectId;
    }

    public void setObjectId(String objectId) {
        this.objectId = objectId.strip();
    }
}
