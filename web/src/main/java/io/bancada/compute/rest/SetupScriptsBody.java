package io.bancada.compute.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.compute.service.SetupScriptsRequest;
import io.bancada.compute.service.SetupScriptsRequest.Script;
import io.bancada.web.StrictJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** ARM's SetupScripts, as a client sends them. */
record SetupScriptsBody(@Nullable Scripts scripts) {
    private static final String FIELD = "properties.properties.setupScripts";

    record Scripts(
            @Nullable ScriptReference creationScript,
            @Nullable ScriptReference startupScript) {}

    record ScriptReference(
            @Nullable String scriptSource,
            @Nullable String scriptData,
            @Nullable String scriptArguments,
            @Nullable String timeout) {
        /** Clients send an object without any value for a script that they do not want. */
        private Optional<Script> asked() {
            return scriptSource == null && scriptData == null && scriptArguments == null && timeout == null
                    ? Optional.empty()
                    : Optional.of(new Script(
                            Optional.ofNullable(scriptSource),
                            Optional.ofNullable(scriptData),
                            Optional.ofNullable(scriptArguments),
                            Optional.ofNullable(timeout)));
        }
    }

    /**
     * The scripts that are asked for; empty where the client says nothing of scripts, so that they stay as they are. Null or
     * an object without scripts says that there are to be none.
     */
    static Optional<SetupScriptsRequest> asked(@Nullable JsonNode said) {
        if (said == null) {
            return Optional.empty();
        }
        var scripts = said.isNull()
                ? null
                : StrictJson.part(FIELD, said, SetupScriptsBody.class).scripts();
        return Optional.of(
                scripts == null
                        ? new SetupScriptsRequest(Optional.empty(), Optional.empty())
                        : new SetupScriptsRequest(asked(scripts.creationScript()), asked(scripts.startupScript())));
    }

    private static Optional<Script> asked(@Nullable ScriptReference script) {
        return Optional.ofNullable(script).flatMap(ScriptReference::asked);
    }
}
