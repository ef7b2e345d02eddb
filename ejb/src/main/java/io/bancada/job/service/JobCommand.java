package io.bancada.job.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.driver.DriverException;
import io.bancada.driver.OpenDirectory;
import io.bancada.error.BancadaException;
import io.bancada.file.model.SharePath;
import io.bancada.message.Message;
import io.bancada.workspace.service.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * What a submitted command job says, read from its definition: the command line with its inputs and outputs put in, the
 * environment, and the folders that it reads. The same reading checks it at submission and starts it later.
 */
final class JobCommand {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{\\{\\s*(inputs|outputs)\\.([A-Za-z0-9_]+)\\s*}}");
    private static final Pattern ANY_PLACEHOLDER = Pattern.compile("\\$\\{\\{[^}]*}}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern PORT_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern SHARE_URI = Pattern.compile(
            "azureml://datastores/(?:workspaceworkingdirectory|workspacefilestore|workspaceblobstore)/paths/(.+)");
    private static final Set<String> FOLDER_INPUTS = Set.of("uri_folder", "uri_file");

    // Jobs of one person on one cluster may share a network: each has a port of its own where its ranks meet.
    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 12_000;

    private static final Logger LOG = Logger.getLogger(JobCommand.class);

    private final JsonNode definition;

    private JobCommand(JsonNode definition) {
        this.definition = definition;
    }

    /** Reads a definition: a JSON object that the API or the portal has made. */
    static JobCommand of(String definition) {
        try {
            return new JobCommand(JSON.readTree(definition));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a job's definition is no JSON", e);
        }
    }

    /**
     * Goes on only when everything in it can be carried out.
     *
     * @throws BancadaException 400 naming the field
     */
    void check() {
        definition.path("environmentVariables").fieldNames().forEachRemaining(name -> {
            if (!VARIABLE.matcher(name).matches()) {
                throw BancadaException.invalid("properties.environmentVariables", Message.of("refused.variable", name));
            }
        });
        definition.path("inputs").fields().forEachRemaining(e -> checkInput(e.getKey(), e.getValue()));
        definition.path("outputs").fields().forEachRemaining(e -> {
            checkName("outputs", e.getKey());
            var type = e.getValue().path("jobOutputType").asText();
            if (!type.equals("uri_folder") && !type.equals("uri_file")) {
                throw BancadaException.invalid(
                        "properties.outputs." + e.getKey() + ".jobOutputType",
                        "Outputs are uri_folder or uri_file here; not '" + type + "'.");
            }
        });
        var matcher = ANY_PLACEHOLDER.matcher(definition.path("command").asText());
        while (matcher.find()) {
            var known = PLACEHOLDER.matcher(matcher.group());
            if (!known.matches() || !definition.path(known.group(1)).has(known.group(2))) {
                throw BancadaException.invalid(
                        "properties.command", Message.of("refused.placeholder", matcher.group()));
            }
        }
    }

    private static void checkInput(String name, JsonNode input) {
        checkName("inputs", name);
        var type = input.path("jobInputType").asText();
        if (type.equals("literal")) {
            return;
        }
        if (!FOLDER_INPUTS.contains(type)) {
            throw BancadaException.invalid(
                    "properties.inputs." + name + ".jobInputType",
                    "Inputs are literal, uri_folder or uri_file here; not '" + type + "'.");
        }
        sharePath(name, input.path("uri").asText());
    }

    private static void checkName(String field, String name) {
        if (!PORT_NAME.matcher(name).matches()) {
            throw BancadaException.invalid(
                    "properties." + field,
                    "'" + name + "' is no valid name: give letters, digits or '_', no digit first.");
        }
    }

    /** The path in the workspace share that an input's address names. */
    private static Path sharePath(String name, String uri) {
        var matcher = SHARE_URI.matcher(uri);
        // a NUL is the one character that no path can hold
        if (matcher.matches() && uri.indexOf('\0') < 0) {
            var path = Path.of(matcher.group(1)).normalize();
            if (!path.isAbsolute()
                    && !path.startsWith("..")
                    && (path.startsWith("jobs") || path.startsWith(SharePath.USERS))) {
                return path;
            }
        }
        throw BancadaException.invalid(
                "properties.inputs." + name + ".uri",
                "Give azureml://datastores/workspaceworkingdirectory/paths/ followed by Users/... or jobs/<job>/outputs/...");
    }

    /** Folders and files of the share by input name. */
    Map<String, Path> inputs(Path share) {
        var inputs = new LinkedHashMap<String, Path>();
        definition.path("inputs").fields().forEachRemaining(e -> {
            if (FOLDER_INPUTS.contains(e.getValue().path("jobInputType").asText())) {
                inputs.put(
                        e.getKey(),
                        share.resolve(
                                sharePath(e.getKey(), e.getValue().path("uri").asText())));
            }
        });
        return inputs;
    }

    /**
     * The same, once no link is found on the way to any of them: people plant links in their folders, and it is the
     * server that copies what the job reads.
     *
     * @throws DriverException.Rejected naming the input that is not there, or is behind a link
     */
    Map<String, Path> plainInputs(Path share) {
        var inputs = inputs(share);
        inputs.forEach((name, file) -> {
            var path = share.relativize(file);
            var above = new ArrayList<String>();
            path.forEach(part -> above.add(part.toString()));
            var last = above.remove(above.size() - 1);
            try (var directory = OpenDirectory.at(share, above)) {
                var found = directory.attributes(last);
                if (found.isDirectory() || found.isRegularFile()) {
                    return;
                }
            } catch (IOException e) {
                LOG.debugf(e, "input %s cannot be read", file);
            }
            throw new DriverException.Rejected(Message.of("job.noInput", name, path.toString()));
        });
        return inputs;
    }

    /**
     * The argument vector. Standard error goes where standard output goes, so that one log tells it in order;
     * {@code ./outputs} leads to the outputs, as training scripts expect.
     *
     * @param root the capsule's directory as its processes see it
     */
    List<String> argv(String root) {
        var outputs = new StringBuilder();
        definition
                .path("outputs")
                .fieldNames()
                .forEachRemaining(name -> outputs.append("mkdir -p \"$BANCADA_OUTPUT_DIR/")
                        .append(name)
                        .append("\"\n"));
        var command = PLACEHOLDER
                .matcher(definition.path("command").asText())
                .replaceAll(m -> Matcher.quoteReplacement(
                        m.group(1).equals("outputs") ? root + "/outputs/" + m.group(2) : input(m.group(2), root)));
        return List.of(
                "/bin/bash",
                "-c",
                "exec 2>&1\n[ -e outputs ] || ln -s \"$BANCADA_OUTPUT_DIR\" outputs\n" + outputs + command);
    }

    private String input(String name, String root) {
        var input = definition.path("inputs").path(name);
        return input.path("jobInputType").asText().equals("literal")
                ? input.path("value").asText()
                : root + "/inputs/" + name;
    }

    /** What the process finds in its environment, the job's own variables last but never over the product's. */
    Map<String, String> environment(ProcessRef process, String root, Installation installation) {
        var variables = new LinkedHashMap<>(process.environment());
        definition
                .path("environmentVariables")
                .fields()
                .forEachRemaining(e -> variables.put(e.getKey(), e.getValue().asText()));
        variables.put("BANCADA_OUTPUT_DIR", root + "/outputs");
        variables.put("BANCADA_METRICS_FILE", root + "/" + JobPaths.METRICS);
        variables.put("AZUREML_RUN_ID", process.jobName());
        variables.put("AZUREML_EXPERIMENT_NAME", process.experiment());
        variables.put("AZUREML_ARM_SUBSCRIPTION", process.workspace().subscription());
        variables.put("AZUREML_ARM_RESOURCEGROUP", process.workspace().resourceGroup());
        variables.put("AZUREML_ARM_WORKSPACE_NAME", process.workspace().workspace());
        variables.put("AZUREML_SERVICE_ENDPOINT", installation.url().toString());
        variables.put("RANK", Integer.toString(process.rank()));
        variables.put("NODE_RANK", Integer.toString(process.rank()));
        variables.put("LOCAL_RANK", "0");
        variables.put("WORLD_SIZE", Integer.toString(process.worldSize()));
        variables.put("MASTER_ADDR", process.masterAddress());
        variables.put("MASTER_PORT", Long.toString(FIRST_PORT + process.job() % PORTS));
        return variables;
    }
}
