package io.bancada.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.product.Browser;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Language, theme and what a screen reader, a keyboard or a small screen needs. */
@ExtendWith(ProductExtension.class)
class LooksE2E {
    private static final String CLUSTER = "e2e-looks";
    private static final String JOB = "e2e-looked-at";

    private final Product product;
    private final Browser browser;

    LooksE2E(Product product) {
        this.product = product;
        this.browser = new Browser(product);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    void languageIsSwitchedAndRemembered() {
        var ana = Portal.signOn(product, browser, "ana");

        ana.speak("pt-BR");
        assertThat(ana.at(".rail")).containsText("Início");
        ana.open("compute/clusters");
        assertThat(ana.at("html")).hasAttribute("lang", "pt-BR");
        assertThat(ana.at(".rail")).containsText("Computação");

        ana.speak("zh-CN");
        assertThat(ana.at("html")).hasAttribute("lang", "zh-CN");
        assertThat(ana.at(".rail")).containsText("首页");

        ana.speak("en");
        assertThat(ana.at(".rail")).containsText("Home");
    }

    @Test
    void numbersAndMessagesFollowTheLanguage() {
        var ana = Portal.signOn(product, browser, "ana");
        ana.speak("zh-CN");
        ana.open("compute/create-cluster");
        ana.at("#form\\:min").fill("many");
        ana.at("#form\\:min").blur();
        assertThat(ana.at("#form\\:minError")).containsText("请输入整数。");

        ana.speak("pt-BR");
        assertThat(ana.at("html")).hasAttribute("lang", "pt-BR");
        ana.open("compute/create-cluster");
        assertThat(ana.at("#size-table tr.chosen")).containsText("US$ 0,06");
    }

    @Test
    void signOnAndGoodbyeSpeakTheLanguageOfTheBrowser() {
        var context = browser.newContext();
        context.setExtraHTTPHeaders(Map.of("Accept-Language", "zh-CN,zh;q=0.9"));
        var page = context.newPage();

        page.navigate(product.portalUrl());
        assertThat(page.locator("#kc-login")).hasText("登录");

        page.navigate(product.portalUrl() + "signed-off.html");
        assertThat(page.locator("h1")).hasText("您已退出登录");
        assertThat(page.locator("#sign-on")).hasCSS("background-color", "rgb(15, 118, 110)");
    }

    @Test
    void fieldWithAnErrorIsMarkedAndTheFirstOneIsFocused() {
        var ana = Portal.signOn(product, browser, "ana").open("compute/create-cluster");
        ana.at("#form\\:name").fill(CLUSTER + "-x");
        ana.at("#form\\:max").fill("many");
        ana.at("#form\\:create").click();

        assertThat(ana.at("#form\\:maxError")).containsText("Give a whole number.");
        assertThat(ana.at("#form\\:max")).hasAttribute("aria-invalid", "true");
        assertThat(ana.at("#form\\:max")).isFocused();
        assertThat(ana.at("#form\\:min")).hasAttribute("aria-invalid", "false");
    }

    @Test
    void themeIsSwitchedAndRemembered() {
        var ana = Portal.signOn(product, browser, "ana");

        ana.at("[data-theme-switch]").click();
        assertThat(ana.at("html")).hasAttribute("data-theme", "dark");
        ana.open("quota/quotas");

        assertThat(ana.at("html")).hasAttribute("data-theme", "dark");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "compute/clusters",
                "compute/create-cluster",
                "compute/cluster?name=" + CLUSTER,
                "compute/cluster?name=" + CLUSTER + "&tab=jobs",
                "compute/cluster?name=" + CLUSTER + "&tab=history",
                "compute/cluster?name=" + CLUSTER + "&tab=access",
                "job/jobs",
                "job/submit",
                "job/job?name=" + JOB,
                "job/job?name=" + JOB + "&tab=outputs",
                "job/job?name=" + JOB + "&tab=history",
                "job/job?name=" + JOB + "&tab=access",
                "file/files?path=Shared",
                "file/files?path=Users",
                "quota/quotas",
                "quota/ask",
                "access/mine"
            })
    void pageIsReachableByEveryone(String path) {
        var bench = new Workbench(product, "ana");
        bench.cluster(CLUSTER, 1);
        bench.job(JOB, CLUSTER, "Looked at", "echo seen; echo kept > outputs/kept.txt");
        var ana = Portal.signOn(product, browser, "ana").open(path);
        Eyes.assertReachable(ana);
        assertThat(ana.complaints()).isEmpty();
    }

    @Test
    void smallScreenHasADrawerAndNothingSticksOut() {
        var ana = Portal.signOn(product, browser, "ana").open("compute/create-cluster");
        ana.page().setViewportSize(390, 844);

        assertThat(ana.at("#rail")).not().isVisible();
        ana.at(".rail-switch").click();
        assertThat(ana.at("#rail")).isVisible();
        assertThat((Boolean) ana.page()
                        .evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .isTrue();
    }

    @Test
    void policyAllowsNoForeignAndNoInlineScript() {
        var ana = Portal.signOn(product, browser, "ana");

        var response = ana.page().navigate(product.portalUrl() + "compute/clusters");

        assertThat(response.headerValue("content-security-policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'", "style-src 'self'", "'nonce-")
                .doesNotContain("unsafe");
        assertThat(response.headerValue("cache-control")).contains("no-store");
    }
}
