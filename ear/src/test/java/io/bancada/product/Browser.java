package io.bancada.product;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's headless Chromium, and the one walk that every browser test begins with. */
public final class Browser implements AutoCloseable {
    private final Product product;
    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    public Browser(Product product) {
        this.product = product;
        this.playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(System.getProperty("bancada.test.chromium", "/usr/bin/chromium")))
                        .setArgs(List.of(
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** A person's browser without any cookie. The authority is not in Chromium's store, so its errors are ignored. */
    public BrowserContext newContext() {
        return chromium.newContext(options());
    }

    private static com.microsoft.playwright.Browser.NewContextOptions options() {
        return new com.microsoft.playwright.Browser.NewContextOptions().setIgnoreHTTPSErrors(true);
    }

    /** Opens the portal in a new context and signs on. */
    public Page signOn(String user) {
        return signOn(newContext(), user);
    }

    /** The same behind a forward proxy, through which everything goes. */
    public Page signOn(String user, String proxy) {
        return signOn(chromium.newContext(options().setProxy(proxy)), user);
    }

    private Page signOn(BrowserContext context, String user) {
        Page page = context.newPage();
        page.navigate(product.portalUrl());
        enter(page, user, product.password(user));
        page.waitForURL(address -> address.startsWith(product.portalUrl()));
        return page;
    }

    /** Fills in Keycloak's form. */
    public void enter(Page page, String user, String password) {
        page.locator("#username").fill(user);
        page.locator("#password").fill(password);
        page.locator("#kc-login").click();
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
