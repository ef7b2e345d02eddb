package io.bancada.asset.service;

import io.bancada.error.BancadaException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Where uploads lie: {@code <container>/blobs/<path>}, and the blocks of blobs that come in pieces beside it. Names come
 * from clients; none leads out of its container.
 *
 * @param root of all containers
 */
record BlobPaths(Path root) {
    private static final int LONGEST_BLOCK_ID = 64;

    /** The folder of a container; there may be none. */
    Path container(String container) {
        return root.resolve(requireName(container));
    }

    Path blocks(String container) {
        return container(container).resolve("blocks");
    }

    /** The folder on disk behind an address; there may be none. */
    Path folder(BlobAddress address) {
        var blobs = blobs(address.container());
        return address.folder().isEmpty() ? blobs : blobs.resolve(SafePath.require(address.folder()));
    }

    /** The file of a blob in a container that is there. */
    Path file(String container, String name) {
        var blobs = requireContainer(container);
        try {
            return blobs.resolve(SafePath.require(name));
        } catch (BancadaException e) {
            throw BlobException.invalid("InvalidUri", String.valueOf(e.getMessage()));
        }
    }

    /** The file of a block. */
    Path block(String container, String name, String id) {
        byte[] raw;
        try {
            raw = Base64.getDecoder().decode(id);
        } catch (IllegalArgumentException e) {
            throw BlobException.invalid("InvalidBlockId", "A block id is Base64.");
        }
        if (raw.length == 0 || raw.length > LONGEST_BLOCK_ID) {
            throw BlobException.invalid("InvalidBlockId", "A block id has 1 to " + LONGEST_BLOCK_ID + " bytes.");
        }
        return blocks(container, name).resolve(HexFormat.of().formatHex(raw));
    }

    /** Blocks lie under a number made of the blob's name, which may be too long for a folder. */
    Path blocks(String container, String name) {
        return blocks(container)
                .resolve(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                        .toString());
    }

    /** The folder of a container's blobs; 404 where there is no such container. */
    Path requireContainer(String container) {
        var blobs = blobs(container);
        if (!Files.isDirectory(blobs, LinkOption.NOFOLLOW_LINKS)) {
            throw new BlobException(404, "ContainerNotFound", "The specified container does not exist.");
        }
        return blobs;
    }

    Path blobs(String container) {
        return container(container).resolve("blobs");
    }

    private static String requireName(String container) {
        if (!BlobAddress.isContainer(container)) {
            throw new BlobException(404, "ContainerNotFound", "The specified container does not exist.");
        }
        return container;
    }
}
