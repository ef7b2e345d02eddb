package io.bancada.driver.local;

import io.bancada.driver.Capsule;
import io.bancada.driver.CapsuleStatus;
import io.bancada.driver.DriverException;
import io.bancada.message.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Gives a capsule the directories that outlive it. Where the server is root, work that has such directories runs under
 * a number of its person, not of the node, so that the person's files are the same person's on every node of the host.
 */
final class Shares {
    private static final Pattern TARGET = Pattern.compile("/(share|home)(/(?!\\.{1,2}(/|$))[^/\\x00-\\x1f]+)+");

    private static final int EVERYBODYS_MODE = 01777;

    private final NodeDirectory node;
    private final NodeSpec spec;
    private final Host host;
    private final LocalNodes people;

    Shares(NodeDirectory node, NodeSpec spec, Host host, LocalNodes people) {
        this.node = node;
        this.spec = spec;
        this.host = host;
        this.people = people;
    }

    /**
     * Makes the capsule's shares the person's.
     *
     * @param place the digest of the person's name
     * @return the user number that the capsule runs under
     */
    int give(Capsule capsule, String place) {
        capsule.shares().forEach(this::check);
        if (!host.root()) {
            return spec.uid();
        }
        try {
            Path known = node.path().resolve("people").resolve(place);
            if (capsule.shares().isEmpty() && !capsule.guest() && !spec.keepsHome() && !Files.exists(known)) {
                return spec.uid();
            }
            int uid = people.personUid(place); // also for work without shares beside what has some
            if (spec.keepsHome() && !capsule.guest()) {
                ownTree(node.home(), uid);
            }
            for (Map.Entry<String, Path> share : capsule.shares().entrySet()) {
                if (share.getKey().equals(Capsule.EVERYBODYS)) {
                    open(share.getValue());
                } else {
                    own(share.getValue(), uid);
                }
            }
            Files.createDirectories(known);
            return uid;
        } catch (IOException e) {
            throw new DriverException.Unavailable(
                    Message.of("driver.cannotShare", capsule.id().toString(), String.valueOf(e.getMessage())), e);
        }
    }

    private void check(String target, Path source) {
        if (spec.sandbox() == SandboxKind.NONE) {
            throw new DriverException.Rejected(Message.of("driver.noSandboxForShare", target));
        }
        if (!TARGET.matcher(target).matches()) {
            throw new DriverException.Rejected(Message.of("driver.shareTarget", target));
        }
        if (!source.isAbsolute() || !Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)) {
            throw new DriverException.Rejected(Message.of("driver.noShareDirectory", target));
        }
    }

    /**
     * Makes the directory and all that is in it the person's, as long as no work sees it that could move things about
     * meanwhile. The directory itself comes last: broken off halfway, it is done again.
     */
    private void ownTree(Path directory, int uid) throws IOException {
        if (Integer.valueOf(uid).equals(Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS))) {
            return;
        }
        if (isAtWork()) {
            throw new DriverException.InsufficientCapacity(Message.of("driver.atWork", spec.key()));
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                give(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path below, java.io.@org.jspecify.annotations.Nullable IOException problem) throws IOException {
                if (problem != null) {
                    throw problem;
                }
                if (!below.equals(directory)) {
                    give(below);
                }
                return FileVisitResult.CONTINUE;
            }

            private void give(Path file) throws IOException {
                Files.setAttribute(file, "unix:gid", uid, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(file, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            }
        });
        own(directory, uid);
    }

    private boolean isAtWork() throws IOException {
        try (Stream<Path> capsules = Files.list(node.capsules())) {
            return capsules.map(CapsuleRecord::new)
                    .anyMatch(
                            capsule -> capsule.status(host).state() == CapsuleStatus.State.RUNNING && !capsule.guest());
        }
    }

    private static void own(Path directory, int uid) throws IOException {
        if (!Integer.valueOf(uid).equals(Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS))) {
            Files.setAttribute(directory, "unix:gid", uid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(directory, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** As /tmp is: everybody adds to it, and changes and removes what is their own. */
    private static void open(Path directory) throws IOException {
        Files.setAttribute(directory, "unix:mode", EVERYBODYS_MODE, LinkOption.NOFOLLOW_LINKS);
    }

    /** A name for the person's directory that says nothing of the person. */
    static String place(String person) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(person.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 24);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
