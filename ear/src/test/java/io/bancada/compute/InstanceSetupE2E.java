package io.bancada.compute;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.job.Arm;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Setup scripts of compute instances over the public API of the started product, in real sandboxes on this host. */
@ExtendWith(ProductExtension.class)
class InstanceSetupE2E {
    private static final String SCRIPTS = "properties.properties.setupScripts.scripts.";
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Product product;
    private final Arm ana;

    InstanceSetupE2E(Product product) {
        this.product = product;
        this.ana = new Arm(product, "ana");
    }

    @Test
    void creationScriptRunsOnceAndStartupScriptAtEachStart() throws Exception {
        var desk = Desk.of(ana);
        desk.create(scripts(
                inline("""
                        #!/usr/bin/python3
                        import os, sys
                        with open(os.path.expanduser('~/made'), 'a') as f:
                            print(sys.argv[1:], file=f)
                        """, "first 'second word' $HOME"),
                inline("echo \"$(wc -l < ~/made 2>/dev/null) $1\" >> ~/starts; echo \"here $PWD as $USER\"", "up")));
        var job = desk.submit("cat ~/made ~/starts");
        var running = desk.state("Running");
        assertThat(running.at("/properties/provisioningState").asText()).isEqualTo("Succeeded");
        assertThat(Arm.status(ana.ended(job))).isEqualTo("Completed");
        assertThat(ana.log(job, 0)).isEqualTo("['first', 'second word', '$HOME']\n1 up\n");

        var kept = running.at("/properties/properties/setupScripts/scripts/creationScript");
        assertThat(kept.path("scriptSource").asText()).isEqualTo("inline");
        assertThat(kept.path("timeout").asText()).isEqualTo("15m");
        assertThat(kept.has("scriptData")).as("texts are not given out").isFalse();

        var log = log(desk, runs(desk, ana).get(0));
        assertThat(log).matches("here /share/Users/\\S+ as \\S+\n");

        desk.move("restart", "Running");
        assertThat(desk.run("cat ~/made ~/starts")).isEqualTo("['first', 'second word', '$HOME']\n1 up\n1 up\n");
        desk.move("stop", "Stopped");
        desk.post("start", "");
        product.killServer();
        product.launcher().output("up", "--no-build");
        desk.state("Running");
        assertThat(desk.run("cat ~/starts")).as("once more, not twice").isEqualTo("1 up\n1 up\n1 up\n");

        // what was read can be sent again, and nothing has changed
        assertThat(desk.put(Desk.size(Desk.TWO_CORES) + ", \"setupScripts\": "
                                + running.at("/properties/properties/setupScripts"))
                        .status())
                .isEqualTo(200);
        desk.move("restart", "Running");
        assertThat(desk.run("wc -l < ~/starts")).isEqualTo("4\n");
        desk.delete();
    }

    @Test
    void failingScriptSaysWhyAndIsMendedByAPutAndARestart() {
        var desk = Desk.of(ana);
        desk.create(scripts(inline("echo one; printf '\\033[31mtwo\\033[0m\\n' >&2; exit 7", ""), ""));
        var failed = desk.state("SetupFailed");
        assertThat(Desk.error(failed)).contains("ended with code 7").endsWith("one\ntwo");
        assertThat(failed.at("/properties/provisioningState").asText()).isEqualTo("Failed");
        assertThat(failed.at("/properties/properties/lastOperation/operationStatus")
                        .asText())
                .isEqualTo("CreateFailed");
        assertThat(desk.post("start", "").status()).isEqualTo(409);

        var ok = desk.put(scripts(
                inline("echo 'echo from the share; touch ~/seen' > start.sh; echo \"$PWD\"", ""),
                inline("while true; do sleep 0.2; done", "", "2s")));
        assertThat(ok.status()).as("%s", ok).isEqualTo(200);
        var late = desk.move("restart", "UserSetupFailed");
        assertThat(Desk.error(late)).contains("did not end within 2 seconds");

        var folder = log(desk, runs(desk, ana).get(1)).strip().substring("/share/Users/".length());
        ok = desk.put(scripts(inline("true", ""), ""));
        assertThat(ok.status()).as("the creation is over").isEqualTo(409);
        ok = desk.put(Desk.size(Desk.TWO_CORES) + ", \"setupScripts\": {\"scripts\": {\"creationScript\": "
                + late.at("/properties/properties/setupScripts/scripts/creationScript")
                + ", \"startupScript\": {\"scriptSource\": \"workspaceStorage\", \"scriptData\": \"Users/" + folder
                + "/start.sh\"}}}");
        assertThat(ok.status()).as("%s", ok).isEqualTo(200);
        var mended = desk.move("restart", "Running");
        assertThat(mended.at("/properties/provisioningState").asText()).isEqualTo("Succeeded");
        assertThat(mended.at("/properties/properties/setupScripts/scripts/startupScript/scriptData")
                        .asText())
                .isEqualTo("Users/" + folder + "/start.sh");
        assertThat(desk.run("ls ~/seen")).isEqualTo("/home/worker/seen\n");
        assertThat(log(desk, runs(desk, ana).get(0))).isEqualTo("from the share\n");
        desk.delete();
    }

    @Test
    void stopEndsAScript() {
        var desk = Desk.of(ana);
        desk.create(scripts("", inline("echo begun; sleep 600", "")));
        desk.state("UserSettingUp");
        ana.await(
                desk.path() + "/setupLogs",
                SOON,
                l -> l.path("value").size() == 1
                        && log(desk, l.path("value").get(0)).equals("begun\n"));
        desk.move("stop", "Stopped");
        assertThat(runs(desk, ana).get(0).path("outcome").asText()).isEqualTo("Canceled");
        assertThat(log(desk, runs(desk, ana).get(0))).as("it is still there").isEqualTo("begun\n");
        assertThat(desk.put(Desk.size(Desk.TWO_CORES) + ", \"setupScripts\": null")
                        .status())
                .isEqualTo(200);
        assertThat(desk.move("start", "Running").at("/properties/properties").has("setupScripts"))
                .isFalse();
        desk.delete();
    }

    @Test
    void logsAreForThePersonAndForWhoMayWriteComputes() {
        var desk = Desk.of(ana);
        desk.create(scripts("", inline("echo secret", "")));
        desk.state("Running");
        var run = runs(desk, ana).get(0);
        assertThat(run.path("script").asText()).isEqualTo("startupScript");
        assertThat(run.path("outcome").asText()).isEqualTo("Succeeded");
        assertThat(runs(desk, new Arm(product, "admin"))).hasSize(1);
        var vera = new Arm(product, "vera");
        assertThat(vera.call("GET", desk.path(), "").status())
                .as("she may read it")
                .isEqualTo(200);
        for (var path :
                new String[] {"/setupLogs", "/setupLogs/" + run.path("name").asText()}) {
            assertThat(vera.call("GET", desk.path() + path, "").status()).isEqualTo(403);
        }
        assertThat(ana.call("GET", desk.path() + "/setupLogs/999999999", "").status())
                .isEqualTo(404);
        desk.delete();
    }

    /** Scripts run in the name of the instance's person: nobody else may slip one in that could read what is theirs. */
    @Test
    void anotherPersonGivesNoScriptButOneForTheCreation() {
        var desk = Desk.of(new Arm(product, "admin"));
        var forAna = ", \"personalComputeInstanceSettings\": {\"assignedUser\": {\"objectId\": \"" + ana.objectId()
                + "\", \"tenantId\": \"" + product.status().path("tenantId").asText() + "\"}}";
        var refused = desk.put(scripts("", inline("true", "")) + forAna);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().at("/error/target").asText()).isEqualTo(SCRIPTS + "startupScript.scriptSource");

        desk.create(scripts(inline("pwd; ls /share 2>&1; echo ready > ~/made", ""), "") + forAna);
        desk.state("Running");
        assertThat(log(desk, runs(desk, ana).get(0)))
                .startsWith("/home/worker\n")
                .doesNotContain("Users");
        assertThat(desk.as(ana).run("cat ~/made")).isEqualTo("ready\n");
        for (var other : new String[] {"admin", "bruno"}) {
            var slipped = desk.as(new Arm(product, other)).put(scripts("", inline("cat ~/*", "")));
            assertThat(slipped.status()).as(other).isIn(403, 409);
        }
        assertThat(desk.as(ana)
                        .put(Desk.size(Desk.TWO_CORES) + ", \"setupScripts\": {\"scripts\": {\"creationScript\": "
                                + desk.person()
                                        .get(desk.path())
                                        .at("/properties/properties/setupScripts/scripts/creationScript")
                                + ", \"startupScript\": {" + inline("true", "") + "}}}")
                        .status())
                .isEqualTo(200);
        desk.delete();
    }

    @Test
    void whatIsNoScriptIsRefusedByTheNameOfItsField() {
        var desk = Desk.of(ana);
        refused(desk, "\"scriptSource\": \"web\", \"scriptData\": \"eA==\"", "scriptSource");
        refused(desk, "\"scriptData\": \"eA==\"", "scriptSource");
        refused(desk, "\"scriptSource\": \"inline\"", "scriptData");
        refused(desk, "\"scriptSource\": \"inline\", \"scriptData\": \"***\"", "scriptData");
        refused(
                desk,
                "\"scriptSource\": \"inline\", \"scriptData\": \"" + base64("x".repeat((1 << 16) + 1)) + "\"",
                "scriptData");
        refused(
                desk,
                "\"scriptSource\": \"inline\", \"scriptData\": \"eA==\", \"scriptArguments\": \"'\"",
                "scriptArguments");
        refused(desk, "\"scriptSource\": \"inline\", \"scriptData\": \"eA==\", \"timeout\": \"2h\"", "timeout");
        for (var path : new String[] {
            "", "/etc/passwd", "Users/ana/../bruno/x.sh", "Users/bruno/x.sh", "../x", "jobs/a/x.sh", "Users/./x"
        }) {
            refused(desk, "\"scriptSource\": \"workspaceStorage\", \"scriptData\": \"" + path + "\"", "scriptData");
        }
        assertThat(ana.call("GET", desk.path(), "").status()).isEqualTo(404);
    }

    private static void refused(Desk desk, String script, String field) {
        var answer = desk.put(scripts("", script));
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.body().at("/error/target").asText()).isEqualTo(SCRIPTS + "startupScript." + field);
    }

    private static JsonNode runs(Desk desk, Arm who) {
        return who.get(desk.path() + "/setupLogs").path("value");
    }

    private String log(Desk desk, JsonNode run) {
        var request = product.request(
                        "ana",
                        product.workspaceId() + desk.path() + "/setupLogs/"
                                + run.path("name").asText() + "?offset=0&length=1000&api-version=2024-04-01")
                .build();
        return product.send(request).body();
    }

    private static String scripts(String creation, String startup) {
        var both = Stream.of(
                        creation.isEmpty() ? "" : "\"creationScript\": {" + creation + "}",
                        startup.isEmpty() ? "" : "\"startupScript\": {" + startup + "}")
                .filter(s -> !s.isEmpty())
                .collect(Collectors.joining(", "));
        return Desk.size(Desk.TWO_CORES) + ", \"setupScripts\": {\"scripts\": {" + both + "}}";
    }

    private static String inline(String text, String arguments) {
        return inline(text, arguments, "PT15M");
    }

    private static String inline(String text, String arguments, String timeout) {
        return "\"scriptSource\": \"inline\", \"scriptData\": \"" + base64(text) + "\", \"scriptArguments\": \""
                + arguments + "\", \"timeout\": \"" + timeout + "\"";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
