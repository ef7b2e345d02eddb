package io.bancada.driver.ssh;

import io.bancada.driver.Capsule;
import io.bancada.driver.DriverException;
import io.bancada.message.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The files that a capsule needs on its machine, each by the SHA-256 of its content: the machine asks for those that it
 * does not have. Symbolic links come along as links.
 */
final class Manifest {
    private final List<Map<String, Object>> entries = new ArrayList<>();
    private final Map<String, Path> contents = new LinkedHashMap<>();

    private Manifest() {}

    static Manifest of(Capsule capsule) {
        Manifest manifest = new Manifest();
        try {
            if (capsule.code().isPresent()) {
                manifest.add(capsule.code().orElseThrow(), "code", false);
            }
            for (Map.Entry<String, Path> input : capsule.inputs().entrySet()) {
                manifest.add(input.getValue(), "inputs/" + inputName(input.getKey()), true);
            }
        } catch (IOException e) {
            throw new DriverException.Unavailable(
                    Message.of("driver.cannotReadFiles", capsule.id().toString(), String.valueOf(e.getMessage())), e);
        }
        return manifest;
    }

    private static String inputName(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.contains("/") || name.indexOf(0) >= 0) {
            throw new DriverException.Rejected(Message.of("driver.inputName", name));
        }
        return name;
    }

    List<Map<String, Object>> entries() {
        return entries;
    }

    private void add(Path from, String to, boolean readOnly) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                entries.add(Map.of("kind", "directory", "path", path(directory), "readOnly", readOnly));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isSymbolicLink()) {
                    String target = Files.readSymbolicLink(file).toString();
                    entries.add(Map.of("kind", "link", "path", path(file), "target", target));
                } else if (attributes.isRegularFile()) {
                    String digest = digest(file);
                    contents.putIfAbsent(digest, file);
                    entries.add(Map.of(
                            "kind",
                            "file",
                            "path",
                            path(file),
                            "digest",
                            digest,
                            "executable",
                            Files.isExecutable(file),
                            "readOnly",
                            readOnly));
                }
                return FileVisitResult.CONTINUE;
            }

            private String path(Path entry) {
                String below = from.relativize(entry).toString();
                return below.isEmpty() ? to : to + "/" + below;
            }
        });
    }

    private static String digest(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes a zip of the asked contents, each under its digest. */
    void pack(Collection<String> digests, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setLevel(Deflater.BEST_SPEED);
        for (String digest : digests) {
            Path file = contents.get(digest);
            if (file == null) {
                throw new NoSuchFileException(digest);
            }
            zip.putNextEntry(new ZipEntry(digest));
            Files.copy(file, zip);
            zip.closeEntry();
        }
        zip.finish();
    }
}
