package io.bancada.compute.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bancada.compute.service.ComputeInstanceRequest;
import io.bancada.compute.service.ComputeInstanceRequest.Assignee;
import io.bancada.compute.service.SetupScriptsRequest;
import io.bancada.compute.service.SetupScriptsRequest.Script;
import io.bancada.compute.service.SshRequest;
import io.bancada.compute.service.UpkeepRequest;
import io.bancada.compute.service.UpkeepRequest.Idle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Fields of the form of a new compute instance. */
public class InstanceForm extends ComputeForm {
    private static final String INLINE = "inline";

    private boolean forAnother;
    private String objectId = "";
    private String idleTime = "";
    private boolean ssh;
    private String sshKey = "";
    private String script = "";

    InstanceForm() {}

    /** What the service is asked for. */
    ComputeInstanceRequest request(String tenant) {
        return new ComputeInstanceRequest(
                Optional.empty(),
                Optional.of(getSize()).filter(s -> !s.isEmpty()),
                forAnother ? Optional.of(new Assignee(objectId, tenant)) : Optional.empty(),
                new SshRequest(Optional.of(ssh), key()),
                new UpkeepRequest(
                        Optional.empty(),
                        idleTime.isEmpty()
                                ? Optional.empty()
                                : Optional.of(new Idle(Optional.of(Duration.parse(idleTime))))),
                Optional.empty(),
                Map.of(),
                script().map(text -> new SetupScriptsRequest(
                        Optional.of(
                                new Script(Optional.of(INLINE), Optional.of(text), Optional.empty(), Optional.empty())),
                        Optional.empty())),
                "{}");
    }

    /** The keys that are sent: whoever creates an instance for somebody else gives none. */
    private Optional<String> key() {
        return ssh && !forAnother && !sshKey.isEmpty() ? Optional.of(sshKey) : Optional.empty();
    }

    /** The script as ARM takes it; browsers send its lines with carriage returns, which no shell understands. */
    private Optional<String> script() {
        return Optional.of(script.replace("\r\n", "\n"))
                .filter(text -> !text.isBlank())
                .map(text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The same as the API takes it. */
    JsonNode body(String location, String tenant) {
        var body = JsonNodeFactory.instance.objectNode().put("location", location);
        var properties = body.putObject("properties").put("computeType", "ComputeInstance");
        var instance = properties.putObject("properties").put("vmSize", getSize());
        if (forAnother) {
            instance.putObject("personalComputeInstanceSettings")
                    .putObject("assignedUser")
                    .put("objectId", objectId)
                    .put("tenantId", tenant);
        }
        if (!idleTime.isEmpty()) {
            instance.put("idleTimeBeforeShutdown", idleTime);
        }
        if (ssh) {
            var settings = instance.putObject("sshSettings").put("sshPublicAccess", "Enabled");
            key().ifPresent(text -> settings.put("adminPublicKey", text));
        }
        script().ifPresent(text -> instance.putObject("setupScripts")
                .putObject("scripts")
                .putObject("creationScript")
                .put("scriptSource", INLINE)
                .put("scriptData", text));
        return body;
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

    /** After how long without work it is stopped: an ISO-8601 duration, empty for never. */
    public String getIdleTime() {
        return idleTime;
    }

    public void setIdleTime(String idleTime) {
        this.idleTime = idleTime;
    }

    /** Whether it can be reached by SSH. */
    public boolean isSsh() {
        return ssh;
    }

    public void setSsh(boolean ssh) {
        this.ssh = ssh;
    }

    public String getSshKey() {
        return sshKey;
    }

    public void setSshKey(String sshKey) {
        this.sshKey = sshKey.strip();
    }

    /** The text of the script that runs once, before it is there. */
    public String getScript() {
        return script;
    }

    public void setScript(String script) {
        this.script = script;
    }
}
