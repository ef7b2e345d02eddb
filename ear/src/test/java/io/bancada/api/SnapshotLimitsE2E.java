package io.bancada.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a client learns before it uploads, and what the server keeps to itself of an upload. */
@ExtendWith(ProductExtension.class)
class SnapshotLimitsE2E {
    private final Product product;
    private final Api ana;

    SnapshotLimitsE2E(Product product) {
        this.product = product;
        this.ana = new Api(product, "ana");
    }

    @Test
    void limitsAreKnownBeforeAnythingIsSent() {
        var limits = ana.get(ana.workspace() + "/snapshotLimits").body();

        assertThat(limits.path("maxBytes").asLong()).isEqualTo(314572800);
        assertThat(limits.path("maxFileBytes").asLong()).isEqualTo(314572800);
        assertThat(limits.path("maxFiles").asInt()).isEqualTo(2000);
        assertThat(new Api(product, "vera")
                        .get(ana.workspace() + "/snapshotLimits")
                        .status())
                .isEqualTo(200);
        assertThat(ana.get(ana.workspace() + "-other/snapshotLimits").status()).isEqualTo(403);
    }

    /** What {@code ./bancada demo} says and does between asking for the limits and sending the first file. */
    @Test
    void folderThatIsOverALimitIsRefusedBeforeAnythingIsSent() throws IOException {
        assertThat(fitting(2000, 314572800, 314572800)).contains("2 files, 4 KiB; limits 2,000 files, 300 MiB");
        assertThat(fitting(1, 314572800, 314572800))
                .contains("Failure: 2 files, 4 KiB; limits 1 files, 300 MiB. Leave");
        assertThat(fitting(2000, 3000, 3000)).contains("Failure: 2 files, 4 KiB; limits 2,000 files, 3 KiB. Leave");
        assertThat(fitting(2000, 314572800, 1000)).contains("Failure: ", "has 3 KiB; one file may have 1000 bytes");
    }

    @Test
    void signatureOfAnUploadIsInNoLog() throws IOException {
        var version = ana.workspace() + "/codes/" + Api.name("signed") + "/versions/1";
        var place =
                ana.call("POST", version + "/startPendingUpload", "{}").body().path("blobReferenceForConsumption");
        var signed = URI.create(place.at("/credential/sasUri").asText());
        var blob = place.path("blobUri").asText() + "/train.py?";
        var signature = signed.getRawQuery().replaceFirst(".*\\bsig=([^&]+).*", "$1");
        assertThat(signature).hasSizeGreaterThan(20);

        assertThat(put(blob + signed.getRawQuery())).isEqualTo(201);
        assertThat(put(blob + signed.getRawQuery() + "&comp=nonsense")).isBetween(400, 501);
        assertThat(put(blob.replace("train.py", "%2e%2e/x") + signed.getRawQuery()))
                .isBetween(400, 501);

        var plain = URLDecoder.decode(signature, StandardCharsets.UTF_8);
        for (var log : logs()) {
            assertThat(Files.readString(log, StandardCharsets.ISO_8859_1))
                    .as("%s", log)
                    .doesNotContain(signature, plain);
        }
        assertThat(logs()).hasSizeGreaterThanOrEqualTo(2);
    }

    /** What the launcher says of a folder with a file of 1000 and one of 3000 bytes. */
    private static String fitting(int maxFiles, long maxBytes, long maxFileBytes) throws IOException {
        var folder = Files.createTempDirectory("fitting");
        var files = List.of(folder.resolve("a"), folder.resolve("b"));
        Files.write(files.get(0), new byte[1000]);
        Files.write(files.get(1), new byte[3000]);
        var program = """
                import pathlib, demo
                try:
                    print(demo.fitting(sorted(pathlib.Path('%s').iterdir()), dict(maxFiles=%d, maxBytes=%d, maxFileBytes=%d)))
                except demo.Failure as failure:
                    print("Failure:", failure)
                """.formatted(folder, maxFiles, maxBytes, maxFileBytes);
        var process = new ProcessBuilder("python3", "-B", "-c", program)
                .directory(Path.of(System.getProperty("bancada.root", ".."), "ear/src/main/launcher")
                        .toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        for (var file : files) {
            Files.delete(file);
        }
        Files.delete(folder);
        return said;
    }

    private int put(String address) {
        var request = HttpRequest.newBuilder(URI.create(address))
                .header("x-ms-blob-type", "BlockBlob")
                .PUT(HttpRequest.BodyPublishers.ofString("print('hello')\n"))
                .build();
        return product.send(request).statusCode();
    }

    private List<Path> logs() throws IOException {
        try (var files = Files.walk(product.home().resolve("log"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
