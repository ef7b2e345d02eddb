package io.bancada.compute.rest;

import io.bancada.compute.model.SetupScript;
import io.bancada.compute.model.SetupScripts;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * ARM's SetupScripts. The text of an inline script is not given out, as it may hold secrets; a PUT that leaves it out keeps
 * it, so that what was read can be sent again.
 */
record SetupScriptsResponse(Scripts scripts) {
    record Scripts(
            @Nullable ScriptReference creationScript,
            @Nullable ScriptReference startupScript) {}

    record ScriptReference(
            SetupScript.Source scriptSource,
            @Nullable String scriptData,
            @Nullable String scriptArguments,
            String timeout) {
        private static @Nullable ScriptReference from(Optional<SetupScript> script) {
            return script.map(s -> new ScriptReference(
                            s.source(),
                            s.source() == SetupScript.Source.inline ? null : s.place(),
                            s.arguments().isEmpty() ? null : s.arguments(),
                            words(s.timeout())))
                    .orElse(null);
        }

        private static String words(Duration timeout) {
            var seconds = timeout.toSeconds();
            return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
        }
    }

    /** Null where the instance has no scripts. */
    static @Nullable SetupScriptsResponse from(SetupScripts scripts) {
        return scripts.equals(SetupScripts.NONE)
                ? null
                : new SetupScriptsResponse(
                        new Scripts(ScriptReference.from(scripts.creation()), ScriptReference.from(scripts.startup())));
    }
}
