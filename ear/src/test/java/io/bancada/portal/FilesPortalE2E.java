package io.bancada.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import io.bancada.product.Browser;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A data scientist's files in the portal: put there over a bad connection, looked at, renamed, deleted. */
@ExtendWith(ProductExtension.class)
class FilesPortalE2E {
    /** A script of a notebook's would mark the portal's window, ask the server, or leave the frame. */
    private static final String HOSTILE = """
            {"nbformat": 4, "nbformat_minor": 2, "metadata": {}, "cells": [
             {"cell_type": "markdown", "metadata": {}, "source": "# Findings\\n<script>parent.pwned = 1</script><img src=x onerror='parent.pwned = 2'>"},
             {"cell_type": "code", "execution_count": 7, "metadata": {}, "source": "print(6 * 7)", "outputs": [
              {"output_type": "stream", "name": "stdout", "text": ["42\\n"]},
              {"output_type": "display_data", "metadata": {}, "data": {"text/html": "<b>kept</b><script>parent.pwned = 3</script><iframe src='https://localhost/'></iframe><svg onload='parent.pwned = 4'></svg>"}},
              {"output_type": "display_data", "metadata": {}, "data": {"application/javascript": "parent.pwned = 5"}}]}]}""";

    private final Product product;
    private final Browser browser;

    FilesPortalE2E(Product product) {
        this.product = product;
        this.browser = new Browser(product);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void fileIsUploadedOverABrokenConnectionAndLookedAt() throws IOException {
        var ana = Portal.signOn(product, browser, "ana");
        var folder = Portal.fresh("e2e");
        ana.page().locator("#rail").getByText("Notebooks").click();
        makeFolder(ana, folder);

        var failures = new AtomicInteger();
        ana.page().route("**/file-upload*", route -> {
            if (route.request().method().equals("POST") && failures.getAndIncrement() == 1) {
                route.abort();
            } else {
                route.resume();
            }
        });
        var data = new byte[9 << 20];
        new Random(1).nextBytes(data);
        ana.at("#choose").setInputFiles(new FilePayload("data.bin", "application/octet-stream", data));
        assertThat(ana.at(".upload-line[data-file='data.bin']"))
                .hasAttribute("data-state", "done", new LocatorAssertions.HasAttributeOptions().setTimeout(60_000));
        assertThat(failures.get()).as("three pieces, and the one that was lost").isGreaterThanOrEqualTo(4);
        ana.page().unroute("**/file-upload*");
        assertThat(row(ana, "data.bin")).containsText("9 MiB");
        var download = ana.page()
                .waitForDownload(() ->
                        ana.at("tr[data-name='data.bin'] a[href*=file-content]").click());
        assertThat(Files.readAllBytes(download.path())).isEqualTo(data);

        upload(ana, "hello.py", "print('<b>not bold</b>')\n");
        upload(ana, "hello.py", "print('changed')\n", "taken");
        ana.at(".upload-line[data-state=taken] button").first().click();
        assertThat(ana.at(".upload-line[data-file='hello.py'][data-state=done]"))
                .hasCount(2);
        ana.at("tr[data-name='hello.py'] .file-name").click();
        assertThat(ana.at("#text")).containsText("print('changed')");

        ana.open("file/files");
        delete(ana, folder);
        assertThat(ana.complaints()).as("the broken connection alone").allMatch(c -> c.contains("file-upload"));
    }

    /** S23. */
    @Test
    void hostileNotebookIsShownAndDoesNothing() {
        var ana = Portal.signOn(product, browser, "ana");
        var folder = Portal.fresh("e2e-nb");
        ana.open("file/files");
        makeFolder(ana, folder);
        upload(ana, "hostile.ipynb", HOSTILE);
        ana.at("tr[data-name='hostile.ipynb'] .file-name").click();

        var cells = ana.page().frameLocator("#notebook");
        assertThat(cells.locator("h1")).hasText("Findings");
        assertThat(cells.locator("body")).containsText("42");
        assertThat(cells.locator("b")).hasText("kept");
        assertThat(cells.locator("script, iframe, svg, img")).hasCount(0);
        assertThat(ana.page().evaluate("window.pwned === undefined")).isEqualTo(true);
        assertThat(ana.at("#notebook")).hasAttribute("sandbox", "allow-popups allow-popups-to-escape-sandbox");
        assertNoScriptRunsThere(ana.page());

        ana.open("file/files");
        delete(ana, folder);
        assertThat(ana.complaints()).isEmpty();
    }

    @Test
    void folderIsRenamedAndWhatIsRefusedIsSaidBesideTheField() {
        var ana = Portal.signOn(product, browser, "ana");
        var folder = Portal.fresh("e2e-mv");
        ana.open("file/files");
        makeFolder(ana, folder);
        ana.at("#newFolder").click();
        ana.at("#newForm\\:name").fill("a/b");
        ana.at("#newForm\\:make").click();
        assertThat(ana.at("#newForm .error-text")).isVisible();

        ana.open("file/files");
        ana.at("tr[data-name='" + folder + "'] [data-file-dialog=move]").click();
        ana.at("#moveForm\\:name").fill(folder + "-2");
        ana.at("#moveForm\\:save").click();
        assertThat(row(ana, folder + "-2")).isVisible();
        assertThat(row(ana, folder)).hasCount(0);
        delete(ana, folder + "-2");
        assertThat(ana.complaints()).isEmpty();
    }

    @Test
    void folderIsUploadedWithAllThatIsInItAndOneThatIsTooLargeIsNot(@TempDir Path here) throws IOException {
        var project = here.resolve("project");
        Files.createDirectories(project.resolve("data/raw"));
        Files.writeString(project.resolve("train.py"), "print('hello')\n");
        Files.write(project.resolve("data/table.bin"), new byte[5 << 20]);
        Files.writeString(project.resolve("data/raw/ação.csv"), "a,b\n1,2\n");
        var ana = Portal.signOn(product, browser, "ana");
        var folder = Portal.fresh("e2e-dir");
        ana.open("file/files");
        makeFolder(ana, folder);

        ana.at("#chooseFolder").setInputFiles(project);
        assertUploaded(ana, "project", "3 files uploaded, 5 MiB");
        assertProject(ana, "project");

        // again: what is there is replaced once that has been said
        Files.writeString(project.resolve("train.py"), "print('changed')\n");
        ana.at("#chooseFolder").setInputFiles(project);
        ana.at(".upload-line[data-state=taken] button").first().click();
        assertThat(ana.at(".upload-line[data-file=project][data-state=done]")).hasCount(1);
        ana.at("tr[data-name='project'] .file-name").click();
        ana.at("tr[data-name='train.py'] .file-name").click();
        assertThat(ana.at("#text")).containsText("print('changed')");

        var many = Files.createDirectory(here.resolve("many"));
        for (var i = 0; i <= 2000; i++) {
            Files.createFile(many.resolve(i + ".txt"));
        }
        ana.open("file/files");
        ana.at("#chooseFolder").setInputFiles(many);
        assertThat(ana.at(".upload-line[data-file=many][data-state=failed]")).containsText("more than 2,000 files");
        assertThat(row(ana, "many")).hasCount(0);

        delete(ana, folder);
        assertThat(ana.complaints()).allMatch(c -> c.contains("409"));
    }

    @Test
    void folderAndFileAreDropped(@TempDir Path here) throws IOException {
        var project = here.resolve("dropped");
        Files.createDirectories(project.resolve("data/raw"));
        Files.createDirectory(project.resolve("empty"));
        Files.writeString(project.resolve("train.py"), "print('hello')\n");
        Files.write(project.resolve("data/table.bin"), new byte[1 << 20]);
        Files.writeString(project.resolve("data/raw/ação.csv"), "a,b\n1,2\n");
        var alone = Files.writeString(here.resolve("alone.txt"), "alone\n");
        var ana = Portal.signOn(product, browser, "ana");
        var folder = Portal.fresh("e2e-drop");
        ana.open("file/files");
        makeFolder(ana, folder);

        drop(ana, project, alone);
        assertUploaded(ana, "dropped", "3 files uploaded, 1 MiB");
        assertThat(row(ana, "alone.txt")).isVisible();
        assertProject(ana, "dropped");
        ana.at("tr[data-name='dropped'] .file-name").click();
        assertThat(row(ana, "empty")).isVisible();

        ana.open("file/files");
        delete(ana, folder);
        assertThat(ana.complaints()).isEmpty();
    }

    /** As from the computer's own file manager, which a page cannot imitate. */
    private static void drop(Portal ana, Path... what) {
        var box = ana.at("#drop").boundingBox();
        var files = new JsonArray();
        List.of(what).forEach(path -> files.add(path.toString()));
        var data = new JsonObject();
        data.add("items", new JsonArray());
        data.add("files", files);
        data.addProperty("dragOperationsMask", 1);
        var devTools = ana.page().context().newCDPSession(ana.page());
        for (var type : List.of("dragEnter", "dragOver", "drop")) {
            var event = new JsonObject();
            event.addProperty("type", type);
            event.addProperty("x", box.x + box.width / 2);
            event.addProperty("y", box.y + 8);
            event.add("data", data);
            devTools.send("Input.dispatchDragEvent", event);
        }
    }

    private static void assertUploaded(Portal ana, String name, String words) {
        assertThat(ana.at(".upload-line[data-file='" + name + "'][data-state=done]"))
                .containsText(words, new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
        assertThat(row(ana, name)).isVisible();
    }

    /** Looks into the three levels, and comes back. */
    private static void assertProject(Portal ana, String name) {
        var address = ana.page().url();
        ana.at("tr[data-name='" + name + "'] .file-name").click();
        assertThat(row(ana, "train.py")).isVisible();
        ana.at("tr[data-name='data'] .file-name").click();
        assertThat(row(ana, "table.bin")).containsText("MiB");
        ana.at("tr[data-name='raw'] .file-name").click();
        ana.at("tr[data-name='ação.csv'] .file-name").click();
        assertThat(ana.at("#text")).containsText("1,2");
        ana.page().navigate(address);
    }

    /** The positive control of the frame: a page of a file's own could not run a script if one had come through. */
    private void assertNoScriptRunsThere(Page page) {
        var policy = page.context()
                .request()
                .get(page.url().replaceFirst("/file/file.*", "")
                        + page.locator("#notebook").getAttribute("src").replaceFirst("^/portal", ""))
                .headers()
                .get("content-security-policy");
        assertThat(policy)
                .startsWith("sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'")
                .doesNotContain("allow-scripts", "allow-same-origin", "script-src", "unsafe");
    }

    private static void makeFolder(Portal ana, String folder) {
        ana.at("#newFolder").click();
        ana.at("#newForm\\:name").fill(folder);
        ana.at("#newForm\\:make").click();
        ana.at("tr[data-name='" + folder + "'] .file-name").click();
        assertThat(ana.at("h1")).hasText(folder);
    }

    private static void upload(Portal ana, String name, String content) {
        upload(ana, name, content, "done");
        assertThat(row(ana, name)).isVisible();
    }

    private static void upload(Portal ana, String name, String content, String state) {
        ana.at("#choose").setInputFiles(new FilePayload(name, "text/plain", content.getBytes(StandardCharsets.UTF_8)));
        assertThat(ana.at(".upload-line[data-file='" + name + "'][data-state=" + state + "]"))
                .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(30_000));
    }

    private static void delete(Portal ana, String folder) {
        ana.at("tr[data-name='" + folder + "'] [data-file-dialog=delete]").click();
        assertThat(ana.at("#deleteForm\\:confirm")).isDisabled();
        ana.at("#deleteForm\\:typed").fill(folder);
        ana.at("#deleteForm\\:confirm").click();
        assertThat(row(ana, folder)).hasCount(0);
    }

    private static com.microsoft.playwright.Locator row(Portal ana, String name) {
        return ana.at("tr[data-name='" + name + "']");
    }
}
