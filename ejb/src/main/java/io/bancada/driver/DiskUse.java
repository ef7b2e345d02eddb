package io.bancada.driver;

import java.util.List;

/**
 * What lies on the disk of a machine.
 *
 * @param bytes that are taken, as the file system counts them: blocks, a file with several names once
 * @param largest what takes most, largest first, at most ten, each a hundredth of all or more; a folder that is large for
 *     one thing in it is left out
 */
public record DiskUse(long bytes, List<Entry> largest) {
    /**
     * A file or folder.
     *
     * @param path below the disk's root, without control characters
     */
    public record Entry(String path, long bytes) {}

    public DiskUse {
        largest = List.copyOf(largest);
    }
}
