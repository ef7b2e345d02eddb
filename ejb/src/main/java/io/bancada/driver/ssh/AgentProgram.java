package io.bancada.driver.ssh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What runs on the machine. It comes with the connection, as data on the standard input of the machine's own Python, so
 * nothing is installed there, nothing on its disk can be swapped, and no word of ours passes through a shell but the
 * constant {@link #COMMAND}.
 */
final class AgentProgram {
    static final String COMMAND =
            "exec python3 -I -S -B -c 'import json,sys;b=json.loads(sys.stdin.buffer.readline());exec(b[\"boot\"])'";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOOT = """
            import types
            for name, text in b["modules"]:
                module = sys.modules[name] = types.ModuleType(name)
                exec(compile(text, name + ".py", "exec"), module.__dict__)
            sys.modules["agent"].main(b["config"])
            """;
    private static final List<List<String>> MODULES = List.of(
            module("/io/bancada/driver/processes.py"),
            module("/io/bancada/driver/ssh/store.py"),
            module("/io/bancada/driver/ssh/supervisor.py"),
            module("/io/bancada/driver/ssh/agent.py"));

    private AgentProgram() {}

    /**
     * The line that starts an agent.
     *
     * @param nonce what its first answer repeats, so that a login script's chatter is told from it
     */
    static byte[] line(String nonce, String tag, SshConfig config) {
        try {
            return (JSON.writeValueAsString(Map.of(
                                    "boot",
                                    BOOT,
                                    "modules",
                                    MODULES,
                                    "config",
                                    Map.of(
                                            "nonce",
                                            nonce,
                                            "tag",
                                            tag,
                                            "path",
                                            config.path(),
                                            "logLimit",
                                            config.logLimit())))
                            + "\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> module(String resource) {
        try (InputStream in = AgentProgram.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing from the jar: " + resource);
            }
            String name = resource.substring(resource.lastIndexOf('/') + 1, resource.length() - ".py".length());
            return new ArrayList<>(List.of(name, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
