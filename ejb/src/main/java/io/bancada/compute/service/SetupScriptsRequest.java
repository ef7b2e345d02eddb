package io.bancada.compute.service;

import io.bancada.compute.model.SetupPhase;
import java.util.Optional;

/** ARM's setupScripts, as a client asks for them: empty means that there is to be no such script. */
public record SetupScriptsRequest(Optional<Script> creation, Optional<Script> startup) {
    /**
     * ARM's ScriptReference; empty means not said.
     *
     * @param source {@code inline} or {@code workspaceStorage}
     * @param data for {@code inline} the script in base64, not said where it stays as it is; for {@code workspaceStorage}
     *     its path below the share
     * @param arguments what follows the script on its command line, words in shell quotes
     * @param timeout such as {@code 15m} or {@code PT15M}
     */
    public record Script(
            Optional<String> source, Optional<String> data, Optional<String> arguments, Optional<String> timeout) {}

    Optional<Script> of(SetupPhase phase) {
        return switch (phase) {
            case Creation -> creation;
            case Startup -> startup;
        };
    }
}
