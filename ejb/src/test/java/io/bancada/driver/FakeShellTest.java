package io.bancada.driver;

import io.bancada.catalog.model.Resources;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** The contract on the fake, whose program here understands just the contract's shell lines. */
class FakeShellTest extends ShellContract {
    private final FakeProvider fake = new FakeProvider();
    private final Site here = new Site("fake", Map.of());
    private final NodeKey key = new NodeKey("n1");

    @BeforeEach
    void allocate() {
        fake.program(FakeShellTest::interpret);
        SizeSpec size = new SizeSpec("STANDARD_D1_V2", new Resources(1, 512, 0));
        fake.allocate(here, new NodeRequest(key, size, "cpu", false));
    }

    @Override
    protected Shell shell() {
        return fake.shell(here, key);
    }

    private static void interpret(Capsule capsule, FakeRun run) {
        String directory = "code/";
        for (String part : capsule.command().get(2).split(";", -1)) {
            String[] words = part.strip().split(" ", 2);
            String rest = words.length > 1 ? words[1] : "";
            switch (words[0]) {
                case "cd" -> directory = rest.replace("../", "") + "/";
                case "cat" ->
                    run.print(new String(
                            run.files().get(rest.startsWith("../") ? rest.substring(3) : directory + rest),
                            StandardCharsets.UTF_8));
                case "echo" -> echo(run, directory, rest.replace("\"$GREETING\"", "hello world"));
                case "sleep" -> {
                    return; // for ever: the test ends it
                }
                case "exit" -> {
                    run.exit(Integer.parseInt(rest));
                    return;
                }
                default -> {
                    if (!words[0].equals("true") && !words[0].equals("trap")) {
                        throw new AssertionError("not in this little language: " + part);
                    }
                }
            }
        }
        run.exit(0);
    }

    private static void echo(FakeRun run, String directory, String text) {
        if (text.endsWith(" >&2")) {
            run.complain(text.substring(0, text.length() - 4) + "\n");
        } else if (text.contains(" > ")) {
            String[] halves = text.split(" > ", 2);
            String path = halves[1].startsWith("../") ? halves[1].substring(3) : directory + halves[1];
            run.write(path, halves[0] + "\n");
        } else {
            run.print(text + "\n");
        }
    }
}
