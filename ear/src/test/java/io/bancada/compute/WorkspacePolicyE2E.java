package io.bancada.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.job.Arm;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a workspace says of all its instances, over the public API of the started product. */
@ExtendWith(ProductExtension.class)
class WorkspacePolicyE2E {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final FamilyQuota quota;
    private final Arm admin;
    private final Arm ana;
    private final Arm bruno;
    private final Arm vera;

    WorkspacePolicyE2E(Product product) {
        this.quota = new FamilyQuota(product);
        this.admin = new Arm(product, "admin");
        this.ana = new Arm(product, "ana");
        this.bruno = new Arm(product, "bruno");
        this.vera = new Arm(product, "vera");
    }

    @AfterEach
    void restore() {
        rule("\"stoppedInstances\": \"Keep\", \"jobsOnInstances\": \"Owner\", \"sshOnInstances\": \"Allowed\"");
    }

    @Test
    void stoppedInstanceGivesItsCoresBackAndStartsOnlyWhereThereIsRoom() throws Exception {
        var before = quota.used();
        var desk = Desk.of(ana);
        desk.create(Desk.size(Desk.TWO_CORES));
        desk.state("Running");
        var hash = desk.run("head -c 100000 /dev/urandom > ~/note; sha256sum < ~/note");
        desk.move("stop", "Stopped");
        assertThat(quota.used()).as("kept").isEqualTo(before + 2);
        assertThat(admin.get("/policy").at("/effect/coresHeld").asLong()).isGreaterThanOrEqualTo(2);

        rule("\"stoppedInstances\": \"Release\"");
        assertThat(quota.used()).as("those that have stopped already").isEqualTo(before);
        desk.move("start", "Running");
        assertThat(quota.used()).isEqualTo(before + 2);
        desk.move("stop", "Stopped");
        assertThat(quota.used()).isEqualTo(before);
        assertThat(ana.get(desk.path() + "/history").toString()).contains("QuotaReleased");

        var limit = quota.limit();
        quota.setLimit(before + 1);
        try {
            var refused = desk.post("start", "");
            assertThat(refused.status()).as("%s", refused).isEqualTo(409);
            assertThat(refused.body().at("/error/code").asText()).isEqualTo("QuotaExceeded");
            assertThat(refused.body().at("/error/target").asText()).isEqualTo(desk.name());
            assertThat(refused.body().at("/error/message").asText())
                    .contains("gave its 2 cores back", "ask for more quota");
            assertThat(Desk.stateOf(ana.get(desk.path()))).isEqualTo("Stopped");
        } finally {
            quota.setLimit(limit);
        }
        desk.move("start", "Running");
        assertThat(desk.run("sha256sum < ~/note")).isEqualTo(hash);
        desk.move("stop", "Stopped");
        desk.delete();
        assertThat(quota.used()).isEqualTo(before);
    }

    @Test
    void jobOfSomebodyElseRunsAsThemselvesAndSeesNothingOfThePersons() {
        var desk = Desk.of(ana);
        desk.create(Desk.size(Desk.TWO_CORES));
        desk.state("Running");
        desk.run("echo secret-of-ana > ~/own; ls -A ~");
        var hers = desk.submit("echo secret-of-ana > /tmp/own; exec sleep 600");
        ana.await("/jobs/" + hers, SOON, j -> Arm.status(j).equals("Running"));

        var guest = desk.as(bruno);
        var refused = bruno.submit("job-" + desk.name(), desk.name(), "true", 1);
        assertThat(refused.status()).as("%s", refused).isEqualTo(403);
        assertThat(refused.body().at("/error/target").asText()).isEqualTo("properties.computeId");

        rule("\"jobsOnInstances\": \"Workspace\"");
        var seen = guest.run(
                "echo $HOME; ls -AR $HOME /home /share /tmp 2>&1; find / -name own -exec cat {} + 2>/dev/null;"
                        + " cat /proc/[0-9]*/cmdline | tr '\\0' ' '; echo over");
        assertThat(seen)
                .contains("/home\n", "over")
                .doesNotContain("/home/worker", "secret-of-ana", "sleep 600", "/tmp:\nown");
        assertThat(Arm.status(ana.get("/jobs/" + hers))).as("beside it").isEqualTo("Running");
        assertThat(desk.run("cat ~/own")).isEqualTo("secret-of-ana\n");
        var reader = vera.submit("job-v" + desk.name(), desk.name(), "true", 1);
        assertThat(reader.status()).as("who may not submit jobs at all").isEqualTo(403);

        rule("\"jobsOnInstances\": \"Owner\"");
        assertThat(bruno.submit("job-2" + desk.name(), desk.name(), "true", 1).status())
                .isEqualTo(403);
        desk.delete();
    }

    @Test
    void everybodyReadsAndWhoWritesTheWorkspaceChanges() {
        var read = vera.get("/policy");
        assertThat(read.path("id").asText()).endsWith("/workspaces/main/policy");
        assertThat(read.at("/properties/stoppedInstances").asText()).isEqualTo("Keep");
        assertThat(read.at("/properties/jobsOnInstances").asText()).isEqualTo("Owner");
        assertThat(read.at("/properties/sshOnInstances").asText()).isEqualTo("Allowed");
        for (var person : new Arm[] {vera, ana}) {
            var refused = person.call("PUT", "/policy", "{\"properties\": {\"sshOnInstances\": \"Disabled\"}}");
            assertThat(refused.status()).as("%s", refused).isEqualTo(403);
            assertThat(refused.body().at("/error/message").asText())
                    .contains("Microsoft.MachineLearningServices/workspaces/write");
        }
        var unknown = admin.call("PUT", "/policy", "{\"properties\": {\"stoppedInstances\": \"Maybe\"}}");
        assertThat(unknown.status()).as("%s", unknown).isEqualTo(400);
        assertThat(unknown.body().at("/error/target").asText()).isEqualTo("properties.stoppedInstances");
        assertThat(admin.call("PUT", "/policy", "{}").status()).isEqualTo(400);
        rule("\"sshOnInstances\": \"Disabled\"");
        assertThat(vera.get("/policy").at("/properties/sshOnInstances").asText())
                .isEqualTo("Disabled");
        assertThat(vera.get("/policy").at("/properties/stoppedInstances").asText())
                .as("what was not said")
                .isEqualTo("Keep");
    }

    private void rule(String policy) {
        var answer = admin.call("PUT", "/policy", "{\"properties\": {" + policy + "}}");
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }
}
