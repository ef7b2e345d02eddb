package io.bancada.compute.model;

import java.util.Optional;

/** The setup scripts of an instance. */
public record SetupScripts(Optional<SetupScript> creation, Optional<SetupScript> startup) {
    /** No script at all. */
    public static final SetupScripts NONE = new SetupScripts(Optional.empty(), Optional.empty());

    /** The script of a phase. */
    public Optional<SetupScript> of(SetupPhase phase) {
        return switch (phase) {
            case Creation -> creation;
            case Startup -> startup;
        };
    }

    /** These, with another script for a phase. */
    public SetupScripts with(SetupPhase phase, Optional<SetupScript> script) {
        return switch (phase) {
            case Creation -> new SetupScripts(script, startup);
            case Startup -> new SetupScripts(creation, script);
        };
    }
}
