package io.bancada.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.bancada.product.Browser;
import io.bancada.product.Product;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One person at one browser window, and what people do there again and again. */
final class Portal {
    private static final int PATIENCE_MILLIS = 60_000;

    private final Product product;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private Portal(Product product, Page page) {
        this.product = product;
        this.page = page;
    }

    /** Signs on and starts to note what the browser complains about. */
    static Portal signOn(Product product, Browser browser, String user) {
        var page = browser.signOn(user);
        var portal = new Portal(product, page);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                portal.complaints.add(message.text() + " " + message.location());
            }
        });
        page.onPageError(portal.complaints::add);
        return portal;
    }

    /** A second window of the same person. */
    Portal anotherWindow() {
        var window = new Portal(product, page.context().newPage());
        return window.open("");
    }

    /** Waits until the page hears of changes. */
    void awaitListening() {
        assertThat(at("html")).hasAttribute("data-listening", "true");
    }

    /** Chooses a language in the header. */
    void speak(String tag) {
        at("summary:has(.pi-globe)").click();
        at("[data-language=" + tag + "]").click();
    }

    Page page() {
        return page;
    }

    /** Errors of scripts and violations of the content security policy. */
    List<String> complaints() {
        return complaints;
    }

    /** Opens a page of the portal. */
    Portal open(String path) {
        page.navigate(product.portalUrl() + path);
        return this;
    }

    Locator at(String selector) {
        return page.locator(selector);
    }

    /** The elements of a kind in which some words stand. */
    Locator at(String selector, String words) {
        return page.locator(selector).filter(new Locator.FilterOptions().setHasText(words));
    }

    /** A name that no other run against the same product has taken. */
    static String fresh(String name) {
        return name + "-"
                + new SecureRandom()
                        .ints(6, 'a', 'z' + 1)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());
    }

    /** Creates a cluster of the smallest size with the form. */
    void createCluster(String name, String priority, int max, int idleSeconds) {
        open("compute/create-cluster");
        at("#form\\:name").fill(name);
        at("#form\\:name").blur();
        assertThat(at("#form\\:nameError")).containsText("This name is free.");
        at("input[name='form:priority'][value=" + priority + "]").check();
        at("#form\\:max").fill(String.valueOf(max));
        at("#form\\:max").blur();
        at("#form\\:idle").fill(String.valueOf(idleSeconds));
        at("#form\\:idle").blur();
        assertThat(at("#call")).containsText("\"maxNodeCount\" : " + max);
        at("#form\\:create").click();
        assertThat(at("h1")).hasText(name);
    }

    /** Submits a job that runs a folder, or none, and comes to its page. */
    void submit(String cluster, Path folder, String command, String displayName) {
        open("job/submit?compute=" + cluster);
        if (!folder.toString().isEmpty()) {
            at("#folder").setInputFiles(folder);
            assertThat(at("#upload")).hasAttribute("data-ready", "true");
        }
        at("#form\\:command").fill(command);
        at("#form\\:display").fill(displayName);
        at("#form\\:submit").click();
        assertThat(at("h1")).hasText(displayName);
    }

    /** Waits, without reloading, for a state on the page. */
    void awaitState(String within, String state) {
        assertThat(at(within + " .pill").first())
                .hasAttribute(
                        "data-state", state, new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE_MILLIS));
    }

    /** Waits, without reloading, for words on the page. */
    void awaitText(String selector, String words) {
        assertThat(at(selector))
                .containsText(words, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
    }
}
