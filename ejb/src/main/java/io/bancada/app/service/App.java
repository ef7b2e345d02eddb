package io.bancada.app.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.bancada.driver.CapsuleId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An entry of the app catalogue. In {@code command} and {@code environment} these are put in, and nothing else is:
 * {@code {socket}} the Unix socket to listen on, {@code {secret}} what a request must show (environment only),
 * {@code {root}} the share as the app sees it, {@code {user}} the person's folder in it, {@code {capsule}} a name of this
 * start alone.
 *
 * @param name 1 to 20 of {@code a-z 0-9}, starting with a letter; ends an address: {@code <label>-<name>}, but for the
 *     first app, whose address is the label alone
 * @param displayName as people and ARM's {@code applications} call it
 * @param program absolute path; the app is offered where it exists
 * @param arguments of the program
 * @param environment beside what every app gets
 * @param ready a path that is answered with 200 once the app works
 * @param authorization the header that shows the secret, such as {@code token {secret}}; empty for an app that asks for
 *     none, which is offered only where the server is root and so can tell whose socket it is
 * @param install what an admin does to have the program
 * @param activity how it says whether somebody works in it: {@code jupyter} for what answers {@code /api/kernels} and
 *     {@code /api/terminals} as Jupyter does; empty for an app that cannot say
 * @param preload where the program is Python: the modules that it imports, which a machine that stands ready has loaded
 */
public record App(
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) String displayName,
        @JsonProperty(required = true) String program,
        List<String> arguments,
        Map<String, String> environment,
        @JsonProperty(required = true) String ready,
        String authorization,
        String install,
        String activity,
        List<String> preload) {
    private static final String JUPYTER = "jupyter";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,19}");

    @SuppressWarnings("NullAway") // Jackson gives null for what the file leaves out
    public App {
        arguments = arguments == null ? List.of() : List.copyOf(arguments);
        environment = environment == null ? Map.of() : Map.copyOf(environment);
        authorization = authorization == null ? "" : authorization;
        install = install == null ? "" : install;
        activity = activity == null ? "" : activity;
        preload = preload == null ? List.of() : List.copyOf(preload);
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("an app's name is 1 to 20 of a-z 0-9 and starts with a letter: " + name);
        }
        if (program == null || !program.startsWith("/")) {
            throw new IllegalArgumentException("the program of app " + name + " must be an absolute path");
        }
        if (ready == null || !ready.startsWith("/")) {
            throw new IllegalArgumentException("ready of app " + name + " must be a path that starts with /");
        }
        if (!activity.isEmpty() && !activity.equals(JUPYTER)) {
            throw new IllegalArgumentException("activity of app " + name + " is '" + activity + "'; give " + JUPYTER);
        }
        if (arguments.stream().anyMatch(argument -> argument.contains("{secret}"))) {
            throw new IllegalArgumentException(
                    "app " + name + " would show its secret to everybody on its command line; use its environment");
        }
    }

    /** Whether it answers only to whoever knows its secret. */
    boolean asksForSecret() {
        return !authorization.isEmpty();
    }

    /** Whether it can be asked for its kernels and terminals, and used by programs that speak to Jupyter. */
    public boolean speaksJupyter() {
        return activity.equals(JUPYTER);
    }

    /** The capsule of one start. */
    CapsuleId capsule(long start) {
        return new CapsuleId("app-" + name + "-" + start);
    }
}
