package io.bancada.asset.rest;

import io.bancada.asset.model.CodeVersionDetails;
import io.bancada.asset.model.Snapshot;
import io.bancada.web.SystemData;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** ARM's CodeVersionResource. What the snapshot holds stands in the property dictionary, under names with a dot. */
record CodeVersionResponse(String id, String name, String type, Properties properties, SystemData systemData) {
    record Properties(
            @Nullable String description,
            Map<String, String> tags,
            Map<String, String> properties,
            boolean isAnonymous,
            boolean isArchived,
            @Nullable String codeUri,
            String provisioningState) {}

    static CodeVersionResponse from(CodeVersionDetails v) {
        var texts = v.texts();
        return new CodeVersionResponse(
                v.armId(),
                v.version(),
                "Microsoft.MachineLearningServices/workspaces/codes/versions",
                new Properties(
                        texts.description().isEmpty() ? null : texts.description(),
                        texts.tags(),
                        properties(texts.properties(), v.snapshot()),
                        v.anonymous(),
                        texts.archived(),
                        v.codeUri().isEmpty() ? null : v.codeUri(),
                        "Succeeded"),
                AssetSystemData.of(v.stamps()));
    }

    private static Map<String, String> properties(Map<String, String> written, Snapshot snapshot) {
        var all = new TreeMap<>(written);
        all.put("bancada.snapshot.hash", snapshot.hash());
        all.put("bancada.snapshot.files", "" + snapshot.files());
        all.put("bancada.snapshot.bytes", "" + snapshot.bytes());
        all.put("bancada.snapshot.ignoredFiles", "" + snapshot.ignoredFiles());
        all.put("bancada.snapshot.ignoredBytes", "" + snapshot.ignoredBytes());
        return all;
    }
}
