package io.bancada.driver.ssh;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.driver.Capsule;
import io.bancada.driver.CapsuleId;
import io.bancada.driver.CapsuleSignal;
import io.bancada.driver.CapsuleStatus;
import io.bancada.driver.DriverException;
import io.bancada.driver.FileEntry;
import io.bancada.driver.NodeKey;
import io.bancada.driver.Shell;
import io.bancada.message.Message;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Acts on one machine through its agent. Whether the node is there is seen when it is first used. */
final class SshShell implements Shell {
    private static final int SENDINGS = 3;

    private final SshConnection connection;
    private final SshConfig config;
    private final NodeKey key;
    private final Map<String, Object> node;
    private final RemoteFiles files;

    /** @param location the site's location: nodes of another one are not there for this shell */
    SshShell(SshConnection connection, SshConfig config, String location, NodeKey key) {
        this.connection = connection;
        this.config = config;
        this.key = key;
        this.node = Map.of("node", key.value(), "location", location);
        this.files = new RemoteFiles(connection, node, config.fetchLimit());
    }

    @Override
    public void start(Capsule capsule) {
        capsule.requirePassable();
        if (!isStarted(capsule.id())) {
            stage(capsule);
            if (!isStarted(capsule.id())) {
                throw new DriverException.Unavailable(
                        Message.of("driver.capsuleRemoved", capsule.id().toString()));
            }
        }
    }

    private boolean isStarted(CapsuleId id) {
        return connection.ask(request("start", id)).get("started").asBoolean();
    }

    private void stage(Capsule capsule) {
        Manifest manifest = Manifest.of(capsule);
        Map<String, Object> request = request("stage", capsule.id());
        request.put("spec", spec(capsule));
        request.put("entries", manifest.entries());
        for (int sending = 0; sending <= SENDINGS; sending++) {
            List<String> missing = new ArrayList<>();
            connection
                    .ask(request, config.stageTimeout())
                    .get("missing")
                    .forEach(digest -> missing.add(digest.asText()));
            if (missing.isEmpty()) {
                return;
            }
            send(manifest, missing);
        }
        throw new DriverException.Unavailable(
                Message.of("driver.filesChange", capsule.id().toString()));
    }

    private void send(Manifest manifest, List<String> missing) {
        String directory =
                connection.ask(Map.of("op", "receive")).get("directory").asText();
        String name = UUID.randomUUID() + ".zip";
        connection.send(directory + "/" + name, out -> manifest.pack(missing, out));
        connection.ask(Map.of("op", "take", "name", name), config.stageTimeout());
    }

    private static Map<String, Object> spec(Capsule capsule) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("id", capsule.id().value());
        spec.put("person", capsule.person());
        spec.put("command", capsule.command());
        spec.put("environment", capsule.environment());
        capsule.timeout().ifPresent(timeout -> spec.put("timeoutMillis", timeout.toMillis()));
        spec.put("graceMillis", capsule.grace().toMillis());
        return spec;
    }

    @Override
    public CapsuleStatus status(CapsuleId id) {
        Reply reply = connection.ask(request("status", id));
        JsonNode exit = reply.get("exit");
        Optional<Instant> started = instant(reply.get("started"));
        if (exit.isObject()) {
            return new CapsuleStatus(
                    CapsuleStatus.State.ENDED,
                    Optional.of(end(exit.path("end").asText())),
                    exit.path("code").canConvertToInt()
                            ? OptionalInt.of(exit.path("code").asInt())
                            : OptionalInt.empty(),
                    started,
                    instant(exit.path("at")));
        }
        return started.isEmpty()
                ? CapsuleStatus.ABSENT
                : new CapsuleStatus(
                        CapsuleStatus.State.RUNNING, Optional.empty(), OptionalInt.empty(), started, Optional.empty());
    }

    private static Optional<Instant> instant(JsonNode millis) {
        return millis.isIntegralNumber() ? Optional.of(Instant.ofEpochMilli(millis.asLong())) : Optional.empty();
    }

    private static CapsuleStatus.End end(String name) {
        for (CapsuleStatus.End end : CapsuleStatus.End.values()) {
            if (end.name().equals(name)) {
                return end;
            }
        }
        return CapsuleStatus.End.LOST;
    }

    @Override
    public void signal(CapsuleId id, CapsuleSignal signal) {
        Map<String, Object> request = request("signal", id);
        request.put("signal", signal.name());
        connection.ask(request);
    }

    @Override
    public String root(CapsuleId id) {
        return connection.root() + "/nodes/" + key + "/capsules/" + id;
    }

    @Override
    public byte[] read(CapsuleId id, String path, long offset, int length) {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("offset and length are never negative");
        }
        return files.read(id, path.equals(".") ? "" : path, offset, length);
    }

    @Override
    public List<FileEntry> list(CapsuleId id, String directory, int limit) {
        return files.list(id, directory.equals(".") ? "" : directory, limit);
    }

    @Override
    public void fetch(CapsuleId id, String path, Path target) {
        files.fetch(id, path.equals(".") ? "" : path, target);
    }

    @Override
    public void remove(CapsuleId id) {
        connection.ask(request("remove", id), config.stageTimeout());
    }

    private Map<String, Object> request(String op, CapsuleId id) {
        Map<String, Object> request = new HashMap<>(node);
        request.put("op", op);
        request.put("id", id.value());
        return request;
    }
}
