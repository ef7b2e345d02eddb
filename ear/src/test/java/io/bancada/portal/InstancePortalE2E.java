package io.bancada.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.bancada.client.Az;
import io.bancada.job.Arm;
import io.bancada.product.Browser;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Compute instances in the portal: made, opened, stopped and deleted there, and seen by whom they do not belong to. */
@ExtendWith(ProductExtension.class)
class InstancePortalE2E {
    private static final int PATIENCE_MILLIS = 60_000;

    private final Product product;
    private final Browser browser;
    private final Arm arm;
    private final String desk = Portal.fresh("e2e-desk");

    InstancePortalE2E(Product product) {
        this.product = product;
        this.browser = new Browser(product);
        this.arm = new Arm(product, "ana");
    }

    @AfterEach
    void close() {
        browser.close();
        arm.remove(desk);
    }

    @Test
    void anaMakesAWorkstationOpensJupyterStopsStartsRestartsAndDeletesIt() {
        var taken = Portal.fresh("e2e-taken");
        new Workbench(product, "ana").cluster(taken, 0);
        var ana = Portal.signOn(product, browser, "ana");
        ana.at("#rail a[href*=compute]").click();
        ana.at("main a.primary[href*=create-instance]").click();
        name(ana, "1-bad");
        assertThat(ana.at("#form\\:nameError .error-text")).containsText("starting with a letter");
        name(ana, taken);
        assertThat(ana.at("#form\\:nameError .error-text")).containsText("has a compute with this name");
        ana.at("#form\\:create").click();
        assertThat(ana.at("#form\\:nameError .error-text")).containsText("has a compute with this name");
        name(ana, desk);
        assertThat(ana.at("#form\\:nameError")).containsText("This name is free.");
        assertThat(ana.at("#form\\:summary")).containsText("→");
        ana.at("#form\\:create").click();

        assertThat(ana.at("h1")).hasText(desk);
        var jupyter = openButton(ana);
        assertThat(ana.at("#head [aria-disabled=true][data-why]").first()).containsText("Open Jupyter");
        assertThat(jupyter).isVisible(patiently());
        ana.awaitState("#head", "Running");
        assertThat(ana.at("#live .way")).hasCount(0);
        var tree = ana.page().waitForPopup(jupyter::click);
        tree.waitForURL(Pattern.compile("https://[0-9a-f]+[.]instances[.].*/tree/Users/.*"));
        assertThat(tree.locator("#notebook_list")).isVisible();
        tree.close();

        fromMenu(ana, "stop");
        assertThat(ana.at(".toast").last()).containsText(desk + " is stopping.");
        ana.awaitState("#head", "Stopped");
        assertThat(ana.at("#more")).isFocused();
        assertThat(ana.at("#panel-overview a.button")).hasCount(0);
        ana.at("#head .button.primary[data-act=start]").click();
        assertThat(jupyter).isVisible(patiently());

        ana.open("compute/instances?name=" + desk);
        ana.at("tr [data-act=restart]").click();
        assertThat(ana.at(".toast").last()).containsText(desk + " is restarting.");
        assertThat(ana.at("tr .apps a")).isVisible(patiently());
        ana.awaitState("tr", "Running");

        ana.open("compute/instance?name=" + desk + "&tab=history");
        assertThat(ana.at("#panel-history")).containsText("Restarting");
        ana.at("#more").click();
        ana.at("[data-dialog=delete]").click();
        assertThat(ana.at("#deleteForm\\:confirm")).isDisabled();
        ana.at("#deleteForm\\:typed").fill(desk);
        ana.at("#deleteForm\\:confirm").click();
        assertThat(ana.at("h1")).hasText("Compute instances");
        assertThat(ana.at("tr[data-name=" + desk + "]"))
                .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(ana.complaints()).isEmpty();
    }

    /** What the page shows goes while it is being left: it must not read itself anew in the place of what was asked for. */
    @Test
    void pageThatIsLeftWhenItsInstanceGoesLeadsWhereItWasLeftFor() {
        arm.call("PUT", "/computes/" + desk, """
                {"location": "local", "properties": {"computeType": "ComputeInstance", "properties":
                 {"vmSize": "Standard_D11_v2"}}}""");
        var ana = Portal.signOn(product, browser, "ana").open("compute/instance?name=" + desk);
        ana.awaitState("#head", "Running");
        ana.awaitListening();
        var asked = new CompletableFuture<Route>();
        ana.page().route("**/compute/instances", asked::complete);
        ana.page().waitForResponse(response -> response.status() == 404, () -> {
            ana.at(".crumbs a").first().evaluate("link => link.click()");
            arm.remove(desk);
        });
        assertThat(asked).as("the list was asked for").isDone();
        asked.join().resume();
        assertThat(ana.at("h1")).hasText("Compute instances");
    }

    @Test
    void idleTimeASchedulesAndKeysAreGivenOnItsPage() {
        arm.call("PUT", "/computes/" + desk, """
                {"location": "local", "properties": {"computeType": "ComputeInstance", "properties":
                 {"vmSize": "Standard_D11_v2", "sshSettings": {"sshPublicAccess": "Enabled"}}}}""");
        var ana = Portal.signOn(product, browser, "ana").open("compute/instance?name=" + desk + "&tab=upkeep");
        ana.awaitState("#head", "Running");
        assertThat(ana.at("#panel-upkeep")).containsText("never stopped for being idle");
        ana.at("[data-dialog=idle-time]").click();
        ana.at("#idleForm\\:time").selectOption("PT1H");
        ana.at("#idleForm\\:save").click();
        assertThat(ana.at("#panel-upkeep")).containsText("Idle time before it is stopped: 1 hour");

        ana.at("[data-dialog=schedule]").click();
        assertThat(ana.at("#scheduleForm\\:zone")).not().hasValue("");
        ana.at("#scheduleForm\\:zone").fill("Nowhere/Land");
        ana.at("#scheduleForm\\:add").click();
        assertThat(ana.at("#scheduleForm .error-text")).containsText("Nowhere/Land");
        ana.at("#scheduleForm\\:zone").fill("America/Sao_Paulo");
        ana.at("#scheduleForm\\:add").click();
        var line = ana.at("#panel-upkeep li:has-text('America/Sao_Paulo')");
        assertThat(line).containsText("Stop: every week, Mon Tue Wed Thu Fri, 7:00");
        assertThat(line).containsText("next");
        line.locator("input[value=Disable]").click();
        assertThat(line).containsText("disabled");
        line.locator("input[value=Remove]").click();
        assertThat(line).hasCount(0);

        ana.open("compute/instance?name=" + desk);
        ana.at("[data-dialog=keys]").click();
        ana.at("#keysForm\\:keys").fill("no key");
        ana.at("#keysForm\\:give").click();
        assertThat(ana.at("#keysForm .error-text")).containsText("no public key");
        assertThat(ana.complaints()).isEmpty();
    }

    @Test
    void stoppedInstanceIsResizedAndHandedOverOnItsPage() {
        arm.desk(desk, arm.objectId());
        var admin = Portal.signOn(product, browser, "admin").open("compute/instance?name=" + desk);
        admin.awaitState("#head", "Running");
        admin.at("#more").click();
        admin.at("[data-dialog=resize]").click(anyway());
        assertThat(admin.at(".toast").last()).containsText("Stop it first.");
        admin.page().keyboard().press("Escape");
        arm.call("POST", "/computes/" + desk + "/stop", "");
        admin.awaitState("#head", "Stopped");

        admin.open("compute/instance?name=" + desk);
        admin.at("#more").click();
        admin.at("[data-dialog=resize]").click();
        admin.at("#resizeForm\\:size").selectOption("Standard_D3_v2");
        assertThat(admin.at("#resizeForm\\:effect")).containsText("→");
        admin.at("#resizeForm\\:save").click();
        assertThat(admin.at("#panel-overview aside")).containsText("Standard_D3_v2");

        var bruno = new Arm(product, "bruno").objectId();
        admin.at("#more").click();
        admin.at("[data-dialog=hand-over]").click();
        admin.at("#handOverForm\\:objectId_input").pressSequentially("nobody");
        admin.at("#handOverForm\\:save").click();
        assertThat(admin.at("#handOverForm .error-text")).containsText("knows nobody with the object id 'nobody'");
        admin.at("#handOverForm\\:objectId_input").fill("");
        admin.at("#handOverForm\\:objectId_input").pressSequentially("barb");
        admin.at("#hand-over .pick-panel tr").click();
        assertThat(admin.at("#handOverForm\\:objectId_input")).hasValue("Bruno Barbosa (bruno)");
        admin.at("#handOverForm\\:save").click();
        assertThat(admin.at("#panel-overview aside")).containsText("Bruno Barbosa");
        assertThat(admin.at("#panel-overview aside [data-copy='" + bruno + "']"))
                .isVisible();
        assertThat(admin.at("#panel-overview aside [data-copy='"
                        + product.status().path("tenantId").asText() + "']"))
                .isVisible();
        assertThat(admin.complaints()).isEmpty();
    }

    /** Manner 3: what failed says what happened and what the program said, and its first button leads on. */
    @Test
    void failedSetupSaysWhyAndIsRestartedFromItsPage() {
        var script = "bm9uZS1zdWNoCg=="; // none-such
        arm.call("PUT", "/computes/" + desk, """
                {"location": "local", "properties": {"computeType": "ComputeInstance", "properties": {"vmSize": "Standard_D11_v2",
                 "setupScripts": {"scripts": {"creationScript": {"scriptSource": "inline", "scriptData": "%s"}}}}}}""".formatted(script));
        var ana = Portal.signOn(product, browser, "ana").open("compute/instance?name=" + desk);
        ana.awaitState("#head", "SetupFailed");
        assertThat(ana.at("#failure strong")).containsText("Its setup failed. Restart it");
        assertThat(ana.at("#failure p")).containsText("The setup script ended with code 127");
        assertThat(ana.at("#failure pre")).containsText("none-such");
        assertThat(ana.at(".stat-why")).hasCount(0);
        assertThat(ana.at("#head .button.primary")).hasCount(1);
        ana.at("#head .button.primary").click();
        assertThat(ana.at("section[aria-labelledby=setup] .lines li"))
                .hasCount(2, new LocatorAssertions.HasCountOptions().setTimeout(60_000));
        assertThat(ana.complaints()).isEmpty();
    }

    @Test
    void othersSeeItAndMayStopItButItsAppsStayShutToThem() {
        arm.desk(desk, arm.objectId());
        var bruno = Portal.signOn(product, browser, "bruno").open("compute/instance?name=" + desk);
        bruno.awaitState("#head", "Running");
        var shut = bruno.at("#head [id^=open-]");
        assertThat(shut).hasAttribute("aria-disabled", "true");
        assertThat(shut).hasAttribute("data-why", Pattern.compile("only for the person it is assigned to: Ana"));
        shut.focus();
        assertThat((String) shut.evaluate("button => getComputedStyle(button, '::after').content"))
                .contains("assigned to");
        shut.click(anyway());
        assertThat(bruno.at(".toast").last()).containsText("only for the person it is assigned to: Ana");
        assertThat(bruno.at("main a[href*='.instances.']")).hasCount(0);
        fromMenu(bruno, "stop");
        bruno.awaitState("#head", "Stopped");

        var vera = Portal.signOn(product, browser, "vera").open("compute/instances?name=" + desk);
        assertThat(vera.at("tr [data-act]")).hasCount(3);
        assertThat(vera.at("tr [data-act][aria-disabled=true]")).hasCount(3);
        vera.at("tr [data-act=start]").click(anyway());
        assertThat(vera.at(".toast").last()).containsText("Your roles do not allow this.");
        assertThat(vera.at("main a[href*=create-instance]")).hasCount(0);
        vera.awaitState("tr", "Stopped");
        assertThat(bruno.complaints()).isEmpty();
        assertThat(vera.complaints()).isEmpty();
    }

    @Test
    void adminMakesOneForAnaWhoFindsItAtHomeAndInItsLists() throws IOException {
        var admin = Portal.signOn(product, browser, "admin").open("compute/create-instance");
        name(admin, desk);
        admin.at("input[name='form:forAnother'][value=true]").check();
        var picker = admin.at("#form\\:objectId_input");
        assertThat(picker).isVisible();
        admin.at("#form\\:create").click();
        assertThat(admin.at("#form\\:objectIdError")).containsText("Choose a person");
        picker.pressSequentially("zzz");
        assertThat(admin.at("#form\\:objectId .pick-panel")).containsText("Nobody is called that");
        picker.fill("");
        picker.pressSequentially("ara");
        assertThat(admin.at("#form\\:objectId .pick-panel tr")).hasCount(1);
        assertThat(admin.at("#form\\:objectId .pick-panel")).containsText(arm.objectId());
        Eyes.assertReachable(admin);
        picker.press("ArrowDown");
        picker.press("Enter");
        assertThat(picker).hasValue("Ana Araujo (ana)");
        assertThat(admin.at("#form\\:summary")).containsText("Ana Araujo (ana)");
        assertThat(admin.at("#call")).containsText(arm.objectId());
        admin.at("#form\\:create").click();
        assertThat(admin.at("h1")).hasText(desk);

        var ana = Portal.signOn(product, browser, "ana");
        assertThat(ana.at("[aria-labelledby=desks] li:has-text('" + desk + "') .apps a"))
                .isVisible(patiently());
        ana.page().keyboard().press("Control+k");
        ana.page().keyboard().type(desk.substring(4));
        assertThat(ana.at("#find-hits [aria-selected=true]")).containsText(desk);
        ana.page().keyboard().press("Enter");
        assertThat(ana.at("h1")).hasText(desk);

        ana.open("compute/instances?whose=created&name=" + desk);
        assertThat(ana.at(".empty")).containsText("No instance matches");
        ana.at("select[name=whose]").selectOption("assigned");
        assertThat(ana.page()).hasURL(Pattern.compile(".*whose=assigned.*"));
        assertThat(ana.at("tbody tr")).hasCount(1);
        var csv = ana.page().waitForDownload(() -> ana.at(".pager a[href*=csv]").click());
        assertThat(Files.readAllLines(csv.path())).hasSize(2).last().asString().startsWith(desk + ",Running");

        assertThat(arm.get("/computes?assignedTo=me").toString()).contains(desk);
        assertThat(arm.get("/computes?createdBy=me").toString()).doesNotContain(desk);
        assertThat(arm.call("GET", "/computes?assignedTo=%20", "").status()).isEqualTo(400);
        assertThat(ana.complaints()).isEmpty();
    }

    @Test
    void jobGoesToItFromItsPageAndShowsThere() {
        arm.desk(desk, arm.objectId());
        var ana = Portal.signOn(product, browser, "ana").open("compute/instance?name=" + desk + "&tab=jobs");
        ana.awaitState("#head", "Running");
        ana.at("#panel-jobs a[href*=submit]").click();
        assertThat(ana.at("#form\\:compute")).hasValue(desk);
        ana.at("#form\\:command").fill("echo here");
        ana.at("#form\\:display").fill("From the desk");
        ana.at("#form\\:submit").click();
        ana.awaitState("#head", "Completed");
        ana.at("a:has-text('" + desk + "')").first().click();
        assertThat(ana.page()).hasURL(Pattern.compile(".*compute/instance[?].*name=" + desk + ".*"));
        ana.at("#tab-jobs").click();
        assertThat(ana.at("#panel-jobs")).containsText("From the desk");
        assertThat(ana.complaints()).isEmpty();
    }

    @Test
    void keysAloneMakeOneAndTheCommandBesideTheFormToo() throws IOException {
        var ana = Portal.signOn(product, browser, "ana").open("compute/create-instance");
        assertThat(ana.at("#form\\:name")).isFocused();
        ana.page().keyboard().type(desk);
        ana.page().keyboard().press("Tab");
        assertThat(ana.at("#form\\:nameError")).containsText("This name is free.");
        assertThat(ana.at("#call")).containsText("computes/" + desk);
        var command = ana.at("#call").textContent();
        for (var i = 0; i < 60 && !focused(ana.page()).equals("form:create"); i++) {
            ana.page().keyboard().press("Tab");
        }
        ana.page().keyboard().press("Enter");
        assertThat(ana.at("h1")).hasText(desk);
        ana.awaitState("#head", "Running");

        ana.open("compute/instances");
        arm.remove(desk);
        new Az(product).run(command);
        ana.open("compute/instance?name=" + desk);
        ana.awaitState("#head", "Running");
        assertThat(ana.complaints()).isEmpty();
    }

    @Test
    void pageOfAnInstanceThatIsGoneSaysSo() {
        arm.desk(desk, arm.objectId());
        var bruno = Portal.signOn(product, browser, "bruno").open("compute/instance?name=" + desk);
        bruno.awaitListening();
        arm.remove(desk);
        assertThat(bruno.at("#trouble")).hasAttribute("data-status", "404", patientlyHas());
    }

    @Test
    void everyonesEyesReachEveryPage() {
        arm.desk(desk, arm.objectId());
        var ana = Portal.signOn(product, browser, "ana");
        for (var path : new String[] {
            "compute/instances?name=" + desk,
            "compute/create-instance",
            "compute/instance?name=" + desk,
            "compute/instance?name=" + desk + "&tab=jobs",
            "compute/instance?name=" + desk + "&tab=history",
            "compute/instance?name=" + desk + "&tab=access"
        }) {
            ana.open(path);
            Eyes.assertReachable(ana);
            Eyes.assertFits(ana);
        }
        var bruno = Portal.signOn(product, browser, "bruno").open("compute/instance?name=" + desk);
        Eyes.assertReachable(bruno);
        assertThat(ana.complaints()).isEmpty();
    }

    private static void name(Portal portal, String name) {
        portal.page().waitForLoadState(); // before it, nobody could have typed and gone on
        portal.at("#form\\:name").fill(name);
        portal.at("#form\\:name").blur();
    }

    private static Locator openButton(Portal portal) {
        return portal.at("#head a.button.primary");
    }

    private static void fromMenu(Portal portal, String verb) {
        portal.at("#more").click();
        portal.at("#head .menu-body [data-act=" + verb + "]").click();
    }

    private static String focused(Page page) {
        return (String) page.evaluate("document.activeElement.id");
    }

    /** Clicks also what says of itself that it cannot be pressed. */
    private static Locator.ClickOptions anyway() {
        return new Locator.ClickOptions().setForce(true);
    }

    private static LocatorAssertions.HasAttributeOptions patientlyHas() {
        return new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE_MILLIS);
    }

    private static LocatorAssertions.IsVisibleOptions patiently() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS);
    }
}
