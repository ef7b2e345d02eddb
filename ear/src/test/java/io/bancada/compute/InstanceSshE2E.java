package io.bancada.compute;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.job.Arm;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import io.bancada.product.Realm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Compute instances reached by OpenSSH's own client. */
@ExtendWith(ProductExtension.class)
class InstanceSshE2E {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Product product;
    private final Arm ana;
    private final Arm admin;
    private final String desk =
            "door-x" + UUID.randomUUID().toString().substring(0, 8).replace('-', 'x') + "z";

    @TempDir
    Path files;

    InstanceSshE2E(Product product) {
        this.product = product;
        this.ana = new Arm(product, "ana");
        this.admin = new Arm(product, "admin");
    }

    @BeforeEach
    void makeKeys() throws Exception {
        for (var name : List.of("hers", "other")) {
            run(
                    "ssh-keygen",
                    "-q",
                    "-t",
                    "ed25519",
                    "-N",
                    "",
                    "-f",
                    files.resolve(name).toString());
        }
    }

    @Test
    void keyOpensAShellACopyAndATerminalAndTheSameHostIsFoundAfterAStop() throws Exception {
        create(ana, ssh("Enabled", key("hers")));
        var port = awaitDoor();
        assertThat(ssh(port, "hers", "id -un; echo kept > ~/note; echo $HOME"))
                .isEqualTo(new Ended(0, "worker\n/home/worker\n", ""));
        assertThat(ssh(port, "hers", "tty; test -t 0 && echo terminal", "-tt").out())
                .contains("/dev/pts/", "terminal");
        assertThat(ssh(port, "hers", "curl -sS -H \"secret: $MSI_SECRET\" \"$MSI_ENDPOINT?resource=$BANCADA_URL\"")
                        .out())
                .as("it speaks with the API in her name")
                .contains("\"access_token\":\"ey");
        var sudo = ssh(port, "hers", "sudo apt install mc");
        assertThat(sudo.code()).isEqualTo(1);
        assertThat(sudo.err()).as("what to do instead").contains("nobody is root", "pip install");
        assertThat(ssh(port, "hers", "exit 7").code()).isEqualTo(7);

        Files.writeString(files.resolve("data.csv"), "a,b\n");
        var copied = run(
                command("scp", "-P", port, "hers", files.resolve("data.csv").toString(), "worker@127.0.0.1:data.csv"));
        assertThat(copied.code()).as("%s", copied).isZero();
        assertThat(ssh(port, "hers", "cat data.csv").out()).isEqualTo("a,b\n");

        var stranger = ssh(port, "other", "id");
        assertThat(stranger.code()).isEqualTo(255);
        assertThat(stranger.err()).contains("Permission denied (publickey)");

        move("stop", "Stopped");
        awaitClosed(port);
        move("start", "Running");
        awaitDoor();
        assertThat(ssh(port, "hers", "cat note", "-o", "StrictHostKeyChecking=yes"))
                .isEqualTo(new Ended(0, "kept\n", ""));
        delete();
        awaitClosed(port);
    }

    @Test
    void onlyThePersonGivesTheKeyAndAnotherOneEndsWhatTheOldOneOpened() throws Exception {
        var hers =
                """
                , "personalComputeInstanceSettings": {"assignedUser": {"objectId": "%s", "tenantId": "%s"}}""".formatted(ana.objectId(), product.status().path("tenantId").asText());
        var refused = put(admin, ssh("Enabled", key("other")) + hers);
        assertThat(refused.status()).as("%s", refused).isEqualTo(403);
        assertThat(refused.body().at("/error/target").asText()).endsWith("sshSettings.adminPublicKey");

        create(admin, ssh("Enabled", "") + hers);
        assertThat(give(admin, key("other")).status()).isEqualTo(403);
        assertThat(put(admin, ssh("Enabled", key("other")) + hers).status()).isEqualTo(403);
        assertThat(give(ana, "ssh-ed25519 AAAA").status()).isEqualTo(400);
        assertThat(give(ana, "command=\"id\" " + key("hers")).status()).isEqualTo(400);
        assertThat(give(ana, key("hers")).status()).isEqualTo(200);

        var port = awaitDoor();
        var session = new ProcessBuilder(command("ssh", "-p", port, "hers", "worker@127.0.0.1", "sleep 600"))
                .redirectErrorStream(true)
                .start();
        ana.await(
                "/computes/" + desk, SOON, c -> ssh(port, "hers", "pgrep sleep").code() == 0);
        assertThat(give(ana, key("other")).status()).isEqualTo(200);
        assertThat(session.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        ana.await("/computes/" + desk, SOON, c -> ssh(port, "other", "true").code() == 0);
        assertThat(ssh(port, "hers", "true").err()).contains("Permission denied (publickey)");
        delete();
    }

    /** A scoring server under test listens inside, and is asked from the person's own computer (B13, C32). */
    @Test
    void webServiceOnTheInstanceIsReachedThroughAForwardedPort() throws Exception {
        create(ana, ssh("Enabled", key("hers")));
        var port = awaitDoor();
        int here;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            here = free.getLocalPort();
        }
        var session = new ProcessBuilder(command(
                        "ssh",
                        "-p",
                        port,
                        "hers",
                        "-L",
                        "127.0.0.1:" + here + ":127.0.0.1:47001",
                        "worker@127.0.0.1",
                        "echo 0.97 > score; exec python3 -m http.server -b 127.0.0.1 47001"))
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(listens(47001)).as("on this host").isFalse();
            var score = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + here + "/score"))
                    .build();
            ana.await("/computes/" + desk, SOON, c -> {
                try {
                    return HttpClient.newHttpClient()
                            .send(score, HttpResponse.BodyHandlers.ofString())
                            .body()
                            .equals("0.97\n");
                } catch (IOException notYet) {
                    return false;
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        } finally {
            session.destroy();
        }
        delete();
    }

    /** A key knows of no sign-on: whoever may not sign on any more is shut out all the same. */
    @Test
    void disabledPersonIsShutOutWithinAMinuteAndComesInAgainOnceEnabled() throws Exception {
        create(ana, ssh("Enabled", key("hers")));
        var port = awaitDoor();
        var session = new ProcessBuilder(command("ssh", "-p", port, "hers", "worker@127.0.0.1", "sleep 600"))
                .redirectErrorStream(true)
                .start();
        ana.await(
                "/computes/" + desk, SOON, c -> ssh(port, "hers", "pgrep sleep").code() == 0);
        var realm = new Realm(product);
        realm.enable(ana.objectId(), false);
        try {
            assertThat(session.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            awaitClosed(port);
            assertThat(admin.get("/computes/" + desk + "/history").toString()).contains("SshClosed");
        } finally {
            realm.enable(ana.objectId(), true);
        }
        admin.await("/computes/" + desk, SOON, c -> greets(port));
        assertThat(ssh(port, "hers", "true").code()).isZero();
        assertThat(admin.get("/computes/" + desk + "/history").toString()).contains("SshOpened");
        delete();
    }

    @Test
    void policyOfTheWorkspaceShutsTheDoorAndOpensItAgain() throws Exception {
        create(ana, ssh("Enabled", key("hers")));
        var port = awaitDoor();
        var session = new ProcessBuilder(command("ssh", "-p", port, "hers", "worker@127.0.0.1", "sleep 600"))
                .redirectErrorStream(true)
                .start();
        ana.await(
                "/computes/" + desk, SOON, c -> ssh(port, "hers", "pgrep sleep").code() == 0);
        policy("Disabled");
        try {
            assertThat(session.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            awaitClosed(port);
            assertThat(ana.get("/computes/" + desk + "/history").toString()).contains("SshDisabled");
            var refused = ana.call("PUT", "/computes/" + desk + "b", """
                    {"location": "local", "properties": {"computeType": "ComputeInstance",
                     "properties": {"vmSize": "Standard_DS1_v2"%s}}}""".formatted(ssh("Enabled", key("hers"))));
            assertThat(refused.status()).as("%s", refused).isEqualTo(403);
            assertThat(refused.body().at("/error/target").asText()).endsWith("sshSettings.sshPublicAccess");
            assertThat(refused.body().at("/error/message").asText()).contains("policy of the workspace");
        } finally {
            policy("Allowed");
        }
        assertThat(awaitDoor()).isEqualTo(port);
        assertThat(ssh(port, "hers", "id -un").out()).isEqualTo("worker\n");
        assertThat(ana.get("/computes/" + desk + "/history").toString()).contains("SshAllowed");
        delete();
    }

    private void policy(String ssh) {
        var answer = admin.call("PUT", "/policy", "{\"properties\": {\"sshOnInstances\": \"" + ssh + "\"}}");
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    @Test
    void withoutBeingAskedForThereIsNoWayInAndNoneCanBeMadeLater() {
        create(ana, "");
        ana.await("/computes/" + desk, SOON, c -> state(c).equals("Running"));
        var settings = settings(ana.get("/computes/" + desk));
        assertThat(settings.path("sshPublicAccess").asText()).isEqualTo("Disabled");
        assertThat(settings.has("sshPort")).isFalse();
        var later = put(ana, ssh("Enabled", key("hers")));
        assertThat(later.status()).isEqualTo(409);
        assertThat(later.body().at("/error/message").asText()).contains("created without SSH");
        assertThat(give(ana, key("hers")).status()).isEqualTo(409);
        delete();
    }

    private static String ssh(String access, String key) {
        return ", \"sshSettings\": {\"sshPublicAccess\": \"%s\"%s}"
                .formatted(access, key.isEmpty() ? "" : ", \"adminPublicKey\": \"" + key + "\"");
    }

    private Arm.Answer put(Arm arm, String more) {
        return arm.call("PUT", "/computes/" + desk, """
                {"location": "local", "properties": {"computeType": "ComputeInstance",
                 "properties": {"vmSize": "Standard_D11_v2"%s}}}""".formatted(more));
    }

    private void create(Arm arm, String more) {
        var answer = put(arm, more);
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    }

    private Arm.Answer give(Arm arm, String key) {
        return arm.call(
                "POST",
                "/computes/" + desk + "/updateSshKey",
                "{\"adminPublicKey\": \"%s\"}".formatted(key.replace("\"", "\\\"")));
    }

    private String key(String name) {
        try {
            return Files.readString(files.resolve(name + ".pub")).strip();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The port, once an SSH server answers there. */
    private int awaitDoor() {
        var instance = ana.await("/computes/" + desk, SOON, c -> {
            var port = settings(c).path("sshPort").asInt();
            return state(c).equals("Running") && port > 0 && greets(port);
        });
        assertThat(settings(instance).path("adminUserName").asText()).isEqualTo("worker");
        return settings(instance).path("sshPort").asInt();
    }

    private static boolean greets(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(2000);
            return new String(socket.getInputStream().readNBytes(4), StandardCharsets.US_ASCII).equals("SSH-");
        } catch (IOException closed) {
            return false;
        }
    }

    private void awaitClosed(int port) {
        var end = System.nanoTime() + SOON.toNanos();
        while (listens(port)) {
            assertThat(System.nanoTime()).as("port " + port + " is still open").isLessThan(end);
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
        }
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException closed) {
            return false;
        }
    }

    private static JsonNode settings(JsonNode compute) {
        return compute.at("/properties/properties/sshSettings");
    }

    private static String state(JsonNode compute) {
        return compute.at("/properties/properties/state").asText();
    }

    private void move(String verb, String state) {
        assertThat(ana.call("POST", "/computes/" + desk + "/" + verb, "").status())
                .isEqualTo(202);
        ana.await("/computes/" + desk, SOON, c -> state(c).equals(state));
    }

    private void delete() {
        assertThat(admin.call("DELETE", "/computes/" + desk + "?underlyingResourceAction=Delete", "")
                        .status())
                .isEqualTo(202);
    }

    private Ended ssh(int port, String key, String what, String... options) {
        List<String> command = new ArrayList<>(command("ssh", "-p", port, key, "worker@127.0.0.1", what));
        command.addAll(1, List.of(options));
        return run(command);
    }

    private List<String> command(String program, String port, int number, String key, String... rest) {
        List<String> command = new ArrayList<>(List.of(
                program, port, String.valueOf(number), "-i", files.resolve(key).toString(), "-F", "none"));
        command.addAll(List.of("-o", "IdentitiesOnly=yes", "-o", "UserKnownHostsFile=" + files.resolve("known")));
        command.addAll(List.of("-o", "StrictHostKeyChecking=accept-new", "-o", "LogLevel=ERROR"));
        command.addAll(List.of(rest));
        return command;
    }

    private Ended run(String... command) {
        return run(List.of(command));
    }

    private Ended run(List<String> command) {
        try {
            var out = Files.createTempFile(files, "out", "");
            var err = Files.createTempFile(files, "err", "");
            var process = new ProcessBuilder(command)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("no end of " + command);
            }
            return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private record Ended(int code, String out, String err) {}
}
