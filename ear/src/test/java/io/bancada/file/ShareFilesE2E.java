package io.bancada.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.job.Arm;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The files of the workspace's share over the API of the started product, and from an instance at the same time. */
@ExtendWith(ProductExtension.class)
class ShareFilesE2E {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Product product;
    private final String folder = "e2e ünï-" + UUID.randomUUID().toString().substring(0, 8);
    private String home = "";

    ShareFilesE2E(Product product) {
        this.product = product;
    }

    @BeforeEach
    void makeFolder() {
        home = json(call("ana", "GET", "/files?path=Users", ""))
                .at("/value/0/path")
                .asText();
        assertThat(home).matches("Users/[a-z0-9-]+");
        assertThat(call("ana", "PUT", "/files/folder?path=" + of(""), "").statusCode())
                .isEqualTo(201);
        assertThat(call("ana", "PUT", "/files/folder?path=" + of(""), "").statusCode())
                .isEqualTo(200);
    }

    @AfterEach
    void deleteFolder() {
        assertThat(call("ana", "DELETE", "/files?recursive=true&path=" + of(""), "")
                        .statusCode())
                .isIn(200, 204);
    }

    @Test
    void fileComesInPiecesAndIsReadInPieces() {
        var place = "/files/content?uploadId=u1&total=10&path=" + of("a;b #%.txt");
        var state = "/files/upload?uploadId=u1&total=10&path=" + of("a;b #%.txt");
        assertThat(call("ana", "PUT", place, "01234").body()).isEqualTo("{\"received\":5,\"complete\":false}");
        assertThat(names("")).isEmpty();
        assertThat(json(call("ana", "GET", state, "")).path("received").asInt()).isEqualTo(5);
        var gap = call("ana", "PUT", place + "&offset=7", "789");
        assertThat(gap.statusCode()).isEqualTo(409);
        assertThat(json(gap).at("/error/target").asText()).isEqualTo("offset");
        var whole = call("ana", "PUT", place + "&offset=3", "3456789");
        assertThat(whole.statusCode()).isEqualTo(201);
        assertThat(call("ana", "PUT", place + "&offset=3", "3456789").statusCode())
                .as("again, as after a lost answer")
                .isEqualTo(201);

        assertThat(names("")).containsExactly("a;b #%.txt");
        var read = call("ana", "GET", "/files/content?path=" + of("a;b #%.txt"), "");
        assertThat(read.body()).isEqualTo("0123456789");
        assertThat(read.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment;")
                .contains("filename*=UTF-8''a%3Bb%20%23%25.txt");
        assertThat(read.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("sandbox");
        assertThat(read.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        var part = call("ana", "GET", "/files/content?path=" + of("a;b #%.txt"), "", "Range", "bytes=2-4");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("234");
        assertThat(part.headers().firstValue("Content-Range")).contains("bytes 2-4/10");
        assertThat(call("ana", "GET", "/files/content?path=" + of("a;b #%.txt"), "", "Range", "bytes=10-")
                        .statusCode())
                .isEqualTo(416);
        var taken = call("ana", "PUT", "/files/content?uploadId=u2&total=3&path=" + of("a;b #%.txt"), "new");
        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(call(
                                "ana",
                                "PUT",
                                "/files/content?overwrite=true&uploadId=u2&total=3&path=" + of("a;b #%.txt"),
                                "new")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void everybodyHasTheirOwnFolderAndOneTogether() {
        upload("ana", of("mine"), "hers");
        for (var other : List.of("bruno", "admin")) {
            assertThat(call(other, "GET", "/files?path=" + of(""), "").statusCode())
                    .isEqualTo(404);
            assertThat(call(other, "GET", "/files/content?path=" + of("mine"), "")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(call(other, "PUT", "/files/content?uploadId=x&total=1&path=" + of("his"), "x")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(call(other, "DELETE", "/files?path=" + of("mine"), "").statusCode())
                    .isEqualTo(404);
            assertThat(move(other, "Shared/none", home + "/" + folder + "/x").statusCode())
                    .isEqualTo(404);
        }
        var shared = "Shared/" + folder;
        assertThat(move("ana", home + "/" + folder + "/mine", shared).statusCode())
                .isEqualTo(200);
        assertThat(call("bruno", "GET", "/files/content?path=" + encoded(shared), "")
                        .body())
                .isEqualTo("hers");
        if (isRoot()) {
            assertThat(call("bruno", "DELETE", "/files?path=" + encoded(shared), "")
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(call("vera", "GET", "/files?path=Shared", "").statusCode())
                .as("a Reader sees what there is")
                .isEqualTo(200);
        assertThat(call("vera", "GET", "/files/content?path=" + encoded(shared), "")
                        .statusCode())
                .as("and not what is in it")
                .isEqualTo(403);
        assertThat(call("ana", "DELETE", "/files?path=" + encoded(shared), "").statusCode())
                .isEqualTo(200);
        assertThat(call("ana", "DELETE", "/files?path=" + encoded(shared), "").statusCode())
                .isEqualTo(204);
    }

    @Test
    void listIsPagedAndFoldersAreDeletedWhole() {
        for (int i = 0; i < 5; i++) {
            upload("ana", of("f" + i), "x");
        }
        call("ana", "PUT", "/files/folder?path=" + of("z"), "");
        upload("ana", of("z/in"), "x");
        assertThat(names("&%24top=2")).containsExactly("z", "f0", "f1", "f2", "f3", "f4");
        var full = call("ana", "DELETE", "/files?path=" + of("z"), "");
        assertThat(full.statusCode()).isEqualTo(409);
        assertThat(json(full).at("/error/message").asText()).contains("recursive=true");
        assertThat(call("ana", "DELETE", "/files?recursive=true&path=" + of("z"), "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(names("")).containsExactly("f0", "f1", "f2", "f3", "f4");
    }

    @Test
    void samplesAreCopied() {
        var copied = call("ana", "POST", "/files/copySamples", "");
        assertThat(copied.statusCode()).isEqualTo(201);
        var path = json(copied).path("path").asText();
        assertThat(path).startsWith(home + "/samples");
        assertThat(call("ana", "GET", "/files/content?path=" + encoded(path + "/hello.sh"), "")
                        .body())
                .startsWith("#!");
        call("ana", "DELETE", "/files?recursive=true&path=" + encoded(path), "");
    }

    /** C6, K3: what the API wrote is there on an instance, and what the instance wrote is there for the API. */
    @Test
    void instanceHasTheSameFilesAndItsLinksLeadNowhere() {
        var arm = new Arm(product, "ana");
        var desk = "files-x" + UUID.randomUUID().toString().substring(0, 8);
        assertThat(arm.call("PUT", "/computes/" + desk, """
                        {"location": "local", "properties": {"computeType": "ComputeInstance", "properties": {"vmSize": "Standard_D11_v2"}}}""").status()).isEqualTo(201);
        try {
            arm.await(
                    "/computes/" + desk,
                    PATIENCE,
                    c -> !c.at("/properties/properties/applications").isEmpty());
            upload("ana", of("from api"), "written by the API");
            var here = "/share/" + home + "/" + folder;
            var job = "files-" + UUID.randomUUID();
            arm.submit(job, desk, """
                    cd '%s' && cat 'from api' && echo more >> 'from api' && echo made > made && mkfifo pipe
                    ln -s / root; ln -s /etc/passwd passwd; ln -s ../.. up; mkdir sub; ls -d /share/*; touch /share/Shared/%s""".formatted(here, desk), 1);
            assertThat(Arm.status(arm.ended(job))).as(arm.log(job, 0)).isEqualTo("Completed");
            assertThat(arm.log(job, 0)).contains("written by the API", "/share/Shared", "/share/Users");

            assertThat(names("")).containsExactly("sub", "from api", "made");
            assertThat(call("ana", "GET", "/files/content?path=" + of("from api"), "")
                            .body())
                    .isEqualTo("written by the APImore\n");
            for (var planted : List.of("root/etc/passwd", "passwd", "up", "pipe", "root", "pipe/x")) {
                assertThat(call("ana", "GET", "/files/content?path=" + of(planted), "")
                                .statusCode())
                        .as(planted)
                        .isEqualTo(404);
                assertThat(call("ana", "GET", "/files?path=" + of(planted), "").statusCode())
                        .as(planted)
                        .isEqualTo(404);
            }
            assertThat(call("ana", "PUT", "/files/content?uploadId=x&total=1&path=" + of("root/tmp/planted"), "x")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(call("ana", "DELETE", "/files?path=Shared%2F" + desk, "").statusCode())
                    .isEqualTo(200);
            assertInputsAreNotReadThroughLinks(arm, desk);
        } finally {
            arm.call("DELETE", "/computes/" + desk + "?underlyingResourceAction=Delete", "");
        }
    }

    /** Neither a link of one's own nor the folder of another person is what the server copies for a job. */
    private void assertInputsAreNotReadThroughLinks(Arm arm, String desk) {
        var linked = "files-" + UUID.randomUUID();
        assertThat(submit("ana", linked, desk, home + "/" + folder + "/root/etc/passwd")
                        .statusCode())
                .isEqualTo(201);
        assertThat(Arm.status(arm.ended(linked))).isEqualTo("Failed");
        assertThat(arm.get("/jobs/" + linked).toString()).contains("behind a link");
        var plain = "files-" + UUID.randomUUID();
        assertThat(submit("ana", plain, desk, home + "/" + folder + "/made").statusCode())
                .isEqualTo(201);
        assertThat(Arm.status(arm.ended(plain))).as(arm.log(plain, 0)).isEqualTo("Completed");
        assertThat(arm.log(plain, 0)).isEqualTo("made\n");
        var foreign = submit("bruno", "files-" + UUID.randomUUID(), desk, home + "/" + folder + "/made");
        assertThat(foreign.statusCode()).isBetween(400, 403);
    }

    private HttpResponse<String> submit(String user, String job, String compute, String input) {
        return call(user, "PUT", "/jobs/" + job, """
                {"properties": {"jobType": "Command", "computeId": "%s", "environmentId": "azureml:host:1",
                 "command": "cat ${{inputs.data}}", "inputs": {"data": {"jobInputType": "uri_file",
                 "uri": "azureml://datastores/workspaceworkingdirectory/paths/%s"}}}}""".formatted(compute, input), "Content-Type", "application/json");
    }

    private HttpResponse<String> move(String user, String from, String to) {
        var body = JSON.createObjectNode().put("from", from).put("to", to).toString();
        return call(user, "POST", "/files/move", body, "Content-Type", "application/json");
    }

    private void upload(String user, String path, String content) {
        var total = content.getBytes(StandardCharsets.UTF_8).length;
        var place = "/files/content?uploadId=" + UUID.randomUUID() + "&total=" + total + "&path=" + path;
        assertThat(call(user, "PUT", place, content).statusCode()).isEqualTo(201);
    }

    private List<String> names(String query) {
        var names = new ArrayList<String>();
        for (var next = "/files?path=" + of("") + query; !next.isEmpty(); ) {
            var page = json(call("ana", "GET", next, ""));
            page.path("value").forEach(file -> names.add(file.path("name").asText()));
            next = page.path("nextLink").asText().replace(product.url() + product.workspaceId(), "");
        }
        return names;
    }

    private boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** A path in this test's own folder, for a query. */
    private String of(String name) {
        return encoded(home + "/" + folder + (name.isEmpty() ? "" : "/" + name));
    }

    private static String encoded(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> call(String user, String method, String path, String body, String... headers) {
        var separator = path.contains("?") ? "&" : "?";
        var version = path.contains("api-version=") ? "" : separator + "api-version=2024-04-01";
        var request = HttpRequest.newBuilder(URI.create(product.url() + product.workspaceId() + path + version))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + product.token(user))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        } else if (!body.isEmpty()) {
            request.header("Content-Type", "application/octet-stream");
        }
        return product.send(request.build());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(answer.body(), e);
        }
    }
}
