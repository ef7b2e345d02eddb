package io.bancada.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.job.Arm;
import io.bancada.product.Browser;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An instance that becomes another person's: its home goes along, and the old person is out. */
@ExtendWith(ProductExtension.class)
class HandOverE2E {
    private static final String NAME = "ci-handed";

    private final Product product;
    private final Browser browser;
    private final Arm bruno;
    private final Arm admin;
    private Notebook desk;

    HandOverE2E(Product product) {
        this.product = product;
        this.browser = new Browser(product);
        this.bruno = new Arm(product, "bruno");
        this.admin = new Arm(product, "admin");
    }

    @BeforeEach
    void create() {
        desk = new Notebook(product, browser, "ana", NAME);
    }

    @AfterEach
    void close() {
        browser.close();
        desk.close();
    }

    @Test
    void newPersonFindsTheHomeAndTheOldOneIsOut() {
        var address = desk.address();
        var hers = desk.open(browser.newContext(), address);
        assertThat(status(hers)).isEqualTo(200);
        assertThat(run(desk.arm, "mkdir -p ~/deep/er; echo kept > ~/deep/er/note; ls /share/Users | wc -l"))
                .isEqualTo("1\n");
        assertThat(handOver(admin, bruno.objectId()).status())
                .as("while it runs")
                .isEqualTo(409);
        var token = desk.arm
                .call("POST", "/computes/" + NAME + "/accessTokens", "{\"name\": \"hers\"}")
                .body()
                .path("token")
                .asText();
        assertThat(byToken(address, token)).isEqualTo(200);
        desk.arm.call("POST", "/computes/" + NAME + "/stop", "");
        desk.awaitState("Stopped");
        var waiting = submit(desk.arm, "true");

        for (var other : new Arm[] {desk.arm, bruno, new Arm(product, "vera")}) {
            assertThat(handOver(other, bruno.objectId()).status()).isEqualTo(403);
        }
        var foreign = admin.call(
                "POST",
                "/computes/" + NAME + "/handOver",
                "{\"assignedUser\": {\"objectId\": \"x\", \"tenantId\": \"elsewhere\"}}");
        assertThat(foreign.status()).isEqualTo(400);
        assertThat(foreign.body().at("/error/target").asText()).isEqualTo("assignedUser.tenantId");
        var done = handOver(admin, bruno.objectId());
        assertThat(done.status()).as("%s", done).isEqualTo(202);
        assertThat(Arm.status(desk.arm.ended(waiting))).isEqualTo("Canceled");
        assertThat(admin.get("/computes/" + NAME)
                        .at("/properties/properties/personalComputeInstanceSettings/assignedUser/objectId")
                        .asText())
                .isEqualTo(bruno.objectId());
        assertThat(admin.get("/computes/" + NAME + "/history").toString()).contains("handedOver");

        assertThat(admin.call("POST", "/computes/" + NAME + "/start", "").status())
                .isEqualTo(202);
        desk.awaitState("Running");
        assertThat(desk.address()).isEqualTo(address);
        assertThat(status(hers)).as("what she had open").isIn(401, 403);
        assertThat(byToken(address, token)).as("what she gave her editor").isEqualTo(401);
        assertThat(bruno.get("/computes/" + NAME + "/accessTokens").path("value"))
                .isEmpty();
        var refused = hers.navigate(address);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.url()).startsWith(product.portalUrl());

        var his = browser.signOn("bruno");
        assertThat(his.navigate(address).status()).isEqualTo(200);
        assertThat(status(his)).isEqualTo(200);
        assertThat(run(bruno, "echo more >> ~/deep/er/note; cat ~/deep/er/note; ls /share/Users | wc -l"))
                .as("the home is his, and of the share his own folder alone is there")
                .isEqualTo("kept\nmore\n1\n");
        assertThat(desk.arm
                        .submit("job-of-ana-" + System.nanoTime() % 100_000, NAME, "true", 1)
                        .status())
                .isEqualTo(403);
        assertThat(handOver(admin, bruno.objectId()).status())
                .as("it is his already")
                .isEqualTo(202);
    }

    private static Object status(com.microsoft.playwright.Page page) {
        return page.evaluate("async () => (await fetch('/api/status', {redirect: 'manual'})).status");
    }

    private int byToken(String address, String token) {
        return new Wire(product, address)
                .get("/api/status", "Authorization: token " + token + "\r\n")
                .status();
    }

    private Arm.Answer handOver(Arm who, String person) {
        return who.call(
                "POST",
                "/computes/" + NAME + "/handOver",
                "{\"assignedUser\": {\"objectId\": \"" + person + "\", \"tenantId\": \""
                        + product.status().path("tenantId").asText() + "\"}}");
    }

    private static String submit(Arm who, String command) {
        var job = "job-x" + System.nanoTime() % 1_000_000_000;
        var answer = who.submit(job, NAME, command, 1);
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return job;
    }

    private static String run(Arm who, String command) {
        var job = submit(who, command);
        assertThat(Arm.status(who.ended(job))).isEqualTo("Completed");
        return who.log(job, 0);
    }
}
