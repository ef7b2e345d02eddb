package io.bancada.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Looks at a page for those who cannot see all of it: with axe, and on a small screen. */
final class Eyes {
    private static final String JUDGE =
            "async () => (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']}))"
                    + ".violations.map(v => v.id + ': ' + v.nodes.map(n => n.target).join(' '))";

    private Eyes() {}

    /** Nothing keeps anybody from using the page, whichever theme it has. */
    static void assertReachable(Portal portal) {
        var page = portal.page();
        // Colours are judged where they end, not on their way from one theme to the other.
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        page.evaluate(axe());
        for (var theme : List.of("light", "dark")) {
            page.evaluate("theme => document.documentElement.dataset.theme = theme", theme);
            assertThat((List<?>) page.evaluate(JUDGE)).as(theme).isEmpty();
        }
    }

    /** Nothing sticks out of a small screen. */
    static void assertFits(Portal portal) {
        var size = portal.page().viewportSize();
        portal.page().setViewportSize(390, 844);
        assertThat((Boolean) portal.page()
                        .evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .isTrue();
        portal.page().setViewportSize(size.width, size.height);
    }

    private static String axe() {
        try (var script = Eyes.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
