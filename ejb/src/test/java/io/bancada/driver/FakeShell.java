package io.bancada.driver;

import io.bancada.driver.FakeProvider.Call;
import io.bancada.message.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A shell on a machine of the {@link FakeProvider}. */
final class FakeShell implements Shell {
    private final FakeProvider provider;
    private final FakeNode node;

    FakeShell(FakeProvider provider, FakeNode node) {
        this.provider = provider;
        this.node = node;
    }

    @Override
    public void start(Capsule capsule) {
        provider.act(Call.START, () -> {
            if (capsule.environment().keySet().stream().anyMatch(name -> name.contains("="))) {
                throw new DriverException.Rejected(Message.text("an environment variable's name cannot hold a ="));
            }
            if (node.machine().state() != Machine.State.READY) {
                throw new DriverException.Unavailable(Message.text("the machine is not ready"));
            }
            if (node.find(capsule.id()).isEmpty()) {
                FakeRun run = provider.begin(capsule, node.machine().key());
                node.add(run);
                provider.program().start(capsule, run);
            }
            return true;
        });
    }

    @Override
    public CapsuleStatus status(CapsuleId id) {
        return provider.act(
                Call.STATUS, () -> node.find(id).map(FakeRun::status).orElse(CapsuleStatus.ABSENT));
    }

    @Override
    public void signal(CapsuleId id, CapsuleSignal signal) {
        provider.act(Call.SIGNAL, () -> {
            node.find(id).ifPresent(run -> run.end(CapsuleStatus.End.CANCELED));
            return true;
        });
    }

    @Override
    public String root(CapsuleId id) {
        return "/work/" + id;
    }

    @Override
    public byte[] read(CapsuleId id, String path, long offset, int length) {
        return provider.act(Call.READ, () -> {
            byte[] content = files(id).get(path);
            if (content == null) {
                throw absent(path);
            }
            int from = (int) Math.min(offset, content.length);
            return Arrays.copyOfRange(content, from, Math.min(content.length, from + length));
        });
    }

    @Override
    public List<FileEntry> list(CapsuleId id, String directory, int limit) {
        return provider.act(Call.READ, () -> {
            FakeRun run = run(id);
            String prefix = directory.isEmpty() ? "" : directory + "/";
            List<FileEntry> found = run.files().entrySet().stream()
                    .filter(file -> file.getKey().startsWith(prefix))
                    .limit(limit)
                    .map(file -> new FileEntry(file.getKey(), file.getValue().length, run.startedAt()))
                    .toList();
            if (found.isEmpty() && !List.of("", "code", "inputs", "outputs").contains(directory)) {
                throw absent(directory);
            }
            return found;
        });
    }

    @Override
    public void fetch(CapsuleId id, String path, Path target) {
        provider.act(Call.FETCH, () -> {
            Map<String, byte[]> files = files(id);
            byte[] single = files.get(path);
            if (single != null) {
                return write(target, single);
            }
            String prefix = path + "/";
            List<Map.Entry<String, byte[]>> below = files.entrySet().stream()
                    .filter(file -> file.getKey().startsWith(prefix))
                    .toList();
            if (below.isEmpty() && !path.equals("outputs")) {
                throw absent(path);
            }
            below.forEach(file -> write(target.resolve(file.getKey().substring(prefix.length())), file.getValue()));
            return true;
        });
    }

    private static boolean write(Path target, byte[] content) {
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            Files.write(target, content);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void remove(CapsuleId id) {
        provider.act(Call.REMOVE, () -> {
            node.remove(id);
            return true;
        });
    }

    private Map<String, byte[]> files(CapsuleId id) {
        return run(id).files();
    }

    private FakeRun run(CapsuleId id) {
        return node.find(id).orElseThrow(() -> absent(id.value()));
    }

    private static DriverException.NotFound absent(String what) {
        return new DriverException.NotFound(Message.text("there is no " + what));
    }
}
