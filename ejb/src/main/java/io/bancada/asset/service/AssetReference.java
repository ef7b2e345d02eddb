package io.bancada.asset.service;

import io.bancada.error.BancadaException;
import io.bancada.workspace.model.WorkspaceId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a job names one version of an asset.
 *
 * @param name the container's name
 * @param version the version's name
 */
public record AssetReference(String name, String version) {
    private static final String PREFIX = "azureml:";
    private static final Pattern SHORT = Pattern.compile("([^/:@]{1,255}):([^/:@]{1,255})");
    private static final Pattern REST =
            Pattern.compile("([^/]{1,255})/versions/([^/]{1,255})", Pattern.CASE_INSENSITIVE);

    /**
     * Reads an ARM id of this workspace in any case, with or without {@code azureml:} before it, or
     * {@code azureml:name:version}.
     *
     * @param collection {@code codes} or {@code environments}
     * @param field what the error names
     * @throws BancadaException 400 when it is neither
     */
    public static AssetReference parse(WorkspaceId workspace, String collection, String field, String id) {
        var text = id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : id;
        var found = text.startsWith("/") ? ofArm(workspace, collection, text) : ofShort(text);
        return found.orElseThrow(() -> BancadaException.invalid(
                field,
                "'" + id + "' names nothing here: give " + workspace.child(collection, "<name>")
                        + "/versions/<version> or azureml:<name>:<version>."));
    }

    private static Optional<AssetReference> ofArm(WorkspaceId workspace, String collection, String text) {
        var prefix = workspace.child(collection, "");
        if (!text.regionMatches(true, 0, prefix, 0, prefix.length())) {
            return Optional.empty();
        }
        var matcher = REST.matcher(text.substring(prefix.length()));
        return matcher.matches()
                ? Optional.of(new AssetReference(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }

    private static Optional<AssetReference> ofShort(String text) {
        var matcher = SHORT.matcher(text);
        return matcher.matches()
                ? Optional.of(new AssetReference(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }
}
