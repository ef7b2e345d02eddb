package io.bancada.driver;

import java.nio.file.Path;
import java.util.List;

/**
 * How to act on one machine. A capsule outlives the server and the connection: whoever comes next reads its
 * directory. Every call throws nothing but {@link DriverException}, and {@link DriverException.Unavailable} means that
 * the same call may be made again.
 */
public interface Shell {
    /**
     * Starts the capsule, detached. Idempotent by id: where the capsule's directory already says that it started (or
     * ended), nothing happens.
     *
     * @throws DriverException.Rejected when it can never start, with the reason for people
     */
    void start(Capsule capsule);

    /** What the capsule's directory says now. */
    CapsuleStatus status(CapsuleId id);

    /**
     * Ends the capsule; nothing happens where it has ended or never was. Returns before the tree is gone. May be asked
     * again at any time: that does not begin the grace anew.
     */
    void signal(CapsuleId id, CapsuleSignal signal);

    /** The absolute path of the capsule's directory as the capsule's own processes see it. */
    String root(CapsuleId id);

    /**
     * Up to {@code length} bytes from {@code offset} of a file of the capsule; empty at or past its end. Never follows
     * a symbolic link and never leaves the capsule's directory.
     *
     * @param path relative to the capsule's directory, such as {@code stdout.log}
     * @throws DriverException.NotFound when there is no such regular file
     */
    byte[] read(CapsuleId id, String path, long offset, int length);

    /**
     * The regular files below a directory of the capsule, in path order, at most {@code limit} of them.
     *
     * @throws DriverException.NotFound when there is no such directory
     */
    List<FileEntry> list(CapsuleId id, String directory, int limit);

    /**
     * Brings a file or a whole directory of the capsule to the server, leaving out everything that is not a regular
     * file or directory. Running it again completes what an earlier run began.
     *
     * @param target where it comes to stand on the server; made when absent
     */
    void fetch(CapsuleId id, String path, Path target);

    /** Removes the capsule's directory; ends it first where it still runs. */
    void remove(CapsuleId id);
}
