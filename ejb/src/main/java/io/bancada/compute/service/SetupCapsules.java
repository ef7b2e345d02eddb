package io.bancada.compute.service;

import io.bancada.compute.model.SetupScript.Source;
import io.bancada.driver.Capsule;
import io.bancada.file.model.SharePath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what is started for a setup script. */
final class SetupCapsules {
    /** Standard output and error in the order of writing. */
    static final String LOG = "stdout.log";

    private static final String SHARE = "/share";
    private static final String INPUT = "script";
    private static final Duration GRACE = Duration.ofSeconds(10);

    /**
     * Runs a copy of the script ($1) in the person's folder ($2), or at home where that is not to be seen: a file of the share need not be executable, and may change
     * while it runs. Without a first line that says otherwise it is a script for bash.
     */
    private static final String RUN = """
            exec 2>&1
            cp -- "$1" setup && chmod 700 setup || exit 1
            script=$PWD/setup
            cd -- "${2:-$HOME}" || exit 1
            shift 2
            if [ "$(head -c 2 "$script" | tr -d '\\0')" = '#!' ]; then exec "$script" "$@"; fi
            exec /bin/bash "$script" "$@"
            """;

    private SetupCapsules() {}

    /**
     * The capsule of a run.
     *
     * @param root the capsule's directory as its processes see it
     * @param text a file with the script's text, where it was sent with the instance
     */
    static Capsule capsule(SetupPlace place, String root, Optional<Path> text) {
        var folder = SHARE + "/" + SharePath.USERS + "/" + place.user();
        var script = place.script();
        List<String> command = new ArrayList<>(List.of("/bin/bash", "-c", RUN, "setup"));
        command.add(script.source() == Source.inline ? root + "/inputs/" + INPUT : SHARE + "/" + script.place());
        var theirOwn = script.author().equals(place.person());
        command.add(theirOwn ? folder : "");
        command.addAll(ScriptArguments.words(script.arguments()).orElseGet(List::of));
        return new Capsule(
                place.capsule(),
                place.person(),
                command,
                // packages go to the home, which the instance keeps
                Map.of("USER", place.user(), "SHELL", "/bin/bash", "PIP_BREAK_SYSTEM_PACKAGES", "1"),
                Optional.empty(),
                text.map(file -> Map.of(INPUT, file)).orElseGet(Map::of),
                theirOwn ? Map.of(folder, place.files()) : Map.of(),
                Optional.of(script.timeout()),
                GRACE);
    }
}
