package io.bancada.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.driver.NodeKey;
import io.bancada.node.service.NodePlace;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppCatalogTest {
    @TempDir
    Path directory;

    private AppCatalog with(String file, boolean root) throws Exception {
        return new AppCatalog(Optional.of(Files.writeString(directory.resolve("apps.json"), file)), root);
    }

    private static AppOffer offer(AppCatalog catalog, String name) {
        return catalog.offers().stream()
                .filter(offer -> offer.app().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void jupyterComesFirst() {
        assertThat(new AppCatalog(Optional.empty(), true).offers())
                .extracting(offer -> offer.app().name())
                .startsWith("jupyter")
                .contains("rstudio", "vscode");
    }

    @Test
    void adminsEntriesJoinAndReplace() throws Exception {
        var catalog = with("""
                [{"name": "mine", "displayName": "Mine", "program": "/bin/true", "ready": "/", "authorization": "Bearer {secret}"},
                 {"name": "rstudio", "displayName": "R", "program": "/nowhere/r", "ready": "/", "install": "ask Olga"}]""", false);
        assertThat(offer(catalog, "mine").installed()).isTrue();
        assertThat(offer(catalog, "rstudio").missing().english()).isEqualTo("R is not installed: ask Olga");
    }

    @Test
    void appWithoutSecretNeedsAServerThatCanTellSocketsApart() throws Exception {
        var open = "[{\"name\": \"open\", \"displayName\": \"Open\", \"program\": \"/bin/true\", \"ready\": \"/\"}]";
        assertThat(offer(with(open, true), "open").installed()).isTrue();
        assertThat(offer(with(open, false), "open").missing().english()).contains("asks for no secret");
    }

    @Test
    void badFilesStopTheDeployment() {
        for (var bad : new String[] {
            "[{\"name\": \"a-b\", \"displayName\": \"A\", \"program\": \"/bin/true\", \"ready\": \"/\"}]",
            "[{\"name\": \"a\", \"displayName\": \"A\", \"program\": \"true\", \"ready\": \"/\"}]",
            "[{\"name\": \"a\", \"displayName\": \"A\", \"program\": \"/bin/true\"}]",
            "[{\"name\": \"a\", \"displayName\": \"A\", \"program\": \"/bin/true\", \"ready\": \"/\", \"arguments\": [\"{secret}\"]}]",
            "{}"
        }) {
            assertThatThrownBy(() -> with(bad, true)).as(bad).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void onlyDeclaredPlaceholdersArePutIn() {
        var app = new App(
                "a",
                "A",
                "/bin/a",
                java.util.List.of("--s={socket}", "{nothing}"),
                Map.of("T", "{secret}{user}"),
                "/",
                "",
                "",
                "",
                java.util.List.of());
        var place = new AppPlace(NodePlace.in("local"), new NodeKey("n1"), "p", "ana", directory, 3);
        var capsule = AppCapsules.capsule(app, place, "{user}", Map.of("MSI_SECRET", "s"), "/work/app-a-3");
        assertThat(capsule.command()).containsExactly("/bin/a", "--s=/work/app-a-3/app.sock", "{nothing}");
        assertThat(capsule.environment()).containsEntry("MSI_SECRET", "s");
        assertThat(capsule.shares()).containsOnlyKeys("/share/Users/ana", "/share/Shared");
    }
}
