package io.bancada.driver.local;

import io.bancada.driver.Capsule;
import io.bancada.driver.DriverException;
import io.bancada.message.Message;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Prepares a capsule's directories where no sandbox sees them, and moves them into place whole: work that already runs
 * for the same person can neither see nor turn aside what the server writes with its own rights.
 */
final class Staging {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> READABLE_DIRECTORY = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> READABLE_FILE = PosixFilePermissions.fromString("r--r--r--");

    private final NodeDirectory node;
    private final boolean root;
    private final int uid;

    Staging(NodeDirectory node, boolean root, int uid) {
        this.node = node;
        this.root = root;
        this.uid = uid;
    }

    /** Makes the capsule known: after this, a supervisor can start it. */
    void prepare(Capsule capsule, String place) {
        Path stage = node.staging().resolve(capsule.id().value());
        Path control = stage.resolve("capsule");
        Path work = stage.resolve("work");
        try {
            deleteOurs(stage);
            Files.createDirectories(control);
            Files.createDirectory(work);
            Path code = Files.createDirectory(work.resolve("code"));
            if (capsule.code().isPresent()) {
                Files.walkFileTree(
                        capsule.code().orElseThrow(),
                        new CopyForWork(capsule.code().orElseThrow(), code));
            }
            Path inputs = Files.createDirectory(work.resolve("inputs"));
            for (Map.Entry<String, Path> input : capsule.inputs().entrySet()) {
                Path source = input.getValue();
                Files.walkFileTree(source, new CopyReadOnly(source, inputs.resolve(inputName(input.getKey()))));
            }
            Files.setPosixFilePermissions(inputs, READABLE_DIRECTORY);
            for (Path own : new Path[] {
                code, Files.createDirectory(work.resolve("outputs")), Files.createDirectory(work.resolve("home")), work
            }) {
                own(own);
                Files.setPosixFilePermissions(own, OWNER_ONLY);
            }
            Files.write(control.resolve("spec.json"), NodeDirectory.JSON.writeValueAsBytes(spec(capsule, place)));
            Files.setPosixFilePermissions(control, OWNER_ONLY);
            Path people = node.work(place);
            if (!Files.isDirectory(people, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(people);
                Files.setPosixFilePermissions(people, READABLE_DIRECTORY);
            }
            Path target = people.resolve(capsule.id().value());
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) { // from a start that ended halfway
                Files.move(target, node.trash().resolve(capsule.id() + ".half." + System.nanoTime()));
            }
            Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
            Files.move(control, node.capsule(capsule.id()), StandardCopyOption.ATOMIC_MOVE);
            Files.deleteIfExists(stage);
        } catch (IOException e) {
            throw new DriverException.Unavailable(
                    Message.of("driver.cannotPrepare", capsule.id().toString(), String.valueOf(e.getMessage())), e);
        }
    }

    private Map<String, Object> spec(Capsule capsule, String place) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("id", capsule.id().value());
        spec.put("person", capsule.person());
        spec.put("place", place);
        spec.put("command", capsule.command());
        spec.put("environment", capsule.environment());
        capsule.timeout().ifPresent(timeout -> spec.put("timeoutMillis", timeout.toMillis()));
        spec.put("graceMillis", capsule.grace().toMillis());
        spec.put("uid", uid);
        spec.put("guest", capsule.guest());
        Map<String, String> shares = new LinkedHashMap<>();
        capsule.shares().forEach((target, source) -> shares.put(target, source.toString()));
        spec.put("shares", shares);
        return spec;
    }

    private static String inputName(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.contains("/") || name.indexOf(0) >= 0) {
            throw new DriverException.Rejected(Message.of("driver.inputName", name));
        }
        return name;
    }

    private void own(Path path) throws IOException {
        if (root) {
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", uid, LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** Removes a tree that only the server has ever touched. */
    private static void deleteOurs(Path tree) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path directory, java.io.@org.jspecify.annotations.Nullable IOException problem) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Copies regular files, directories and symbolic links (as links: they lead nowhere but within the sandbox). */
    private abstract static class Copy extends SimpleFileVisitor<Path> {
        private final Path from;
        private final Path to;

        Copy(Path from, Path to) {
            this.from = from;
            this.to = to;
        }

        Path target(Path source) {
            return to.resolve(from.relativize(source).toString());
        }

        abstract void file(Path source, Path target) throws IOException;

        abstract void made(Path target, boolean directory) throws IOException;

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            Files.createDirectories(target(directory));
            made(target(directory), true);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path source, BasicFileAttributes attributes) throws IOException {
            Path target = target(source);
            if (attributes.isSymbolicLink()) {
                Path leadsTo = Files.readSymbolicLink(source);
                Files.createSymbolicLink(/* link= */ target, /* target= */ leadsTo);
                made(target, false);
            } else if (attributes.isRegularFile()) {
                file(source, target);
            }
            return FileVisitResult.CONTINUE;
        }
    }

    /** For {@code code/}: the work's own copy. */
    private final class CopyForWork extends Copy {
        CopyForWork(Path from, Path to) {
            super(from, to);
        }

        @Override
        void file(Path source, Path target) throws IOException {
            Files.copy(source, target, LinkOption.NOFOLLOW_LINKS);
            Set<PosixFilePermission> permissions =
                    EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
            if (Files.getPosixFilePermissions(source, LinkOption.NOFOLLOW_LINKS)
                    .contains(PosixFilePermission.OWNER_EXECUTE)) {
                permissions.add(PosixFilePermission.OWNER_EXECUTE);
            }
            Files.setPosixFilePermissions(target, permissions);
            own(target);
        }

        @Override
        void made(Path target, boolean directory) throws IOException {
            if (directory) {
                Files.setPosixFilePermissions(target, OWNER_ONLY);
            }
            own(target);
        }
    }

    /**
     * For {@code inputs/}: hard links where the work, under another number than the file's owner, can read but not
     * write the file; else copies.
     */
    private final class CopyReadOnly extends Copy {
        CopyReadOnly(Path from, Path to) {
            super(from, to);
        }

        @Override
        void file(Path source, Path target) throws IOException {
            PosixFileAttributes attributes =
                    Files.readAttributes(source, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (root && isSafeToShare(source, attributes)) {
                try {
                    Files.createLink(target, source);
                    return;
                } catch (IOException otherFileSystem) {
                    Files.deleteIfExists(target);
                }
            }
            Files.copy(source, target, LinkOption.NOFOLLOW_LINKS);
            Files.setPosixFilePermissions(target, READABLE_FILE);
        }

        private boolean isSafeToShare(Path source, PosixFileAttributes attributes) throws IOException {
            Set<PosixFilePermission> permissions = attributes.permissions();
            return permissions.contains(PosixFilePermission.OTHERS_READ)
                    && !permissions.contains(PosixFilePermission.OTHERS_WRITE)
                    && Integer.valueOf(0).equals(Files.getAttribute(source, "unix:uid", LinkOption.NOFOLLOW_LINKS))
                    && Integer.valueOf(0).equals(Files.getAttribute(source, "unix:gid", LinkOption.NOFOLLOW_LINKS));
        }

        @Override
        void made(Path target, boolean directory) throws IOException {
            if (directory) {
                Files.setPosixFilePermissions(target, READABLE_DIRECTORY);
            }
        }
    }
}
