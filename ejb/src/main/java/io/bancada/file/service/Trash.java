package io.bancada.file.service;

import io.bancada.driver.OpenDirectory;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Removes folders that people have deleted. A folder is brought up to the trash itself before it is looked into, so that
 * however deep somebody has nested folders, two directories are open at a time and none is gone into by a path.
 */
final class Trash {
    /** The back room of a share where deleted folders are. */
    static final String ROOM = "trash";

    private static final Logger LOG = Logger.getLogger(Trash.class);
    private static final int AT_ONCE = 1000;

    private final Share share;

    Trash(Share share) {
        this.share = share;
    }

    /** Goes on for this long; whoever deletes next goes on with what is left. */
    void empty(Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        try {
            boolean progress = true;
            while (progress && System.nanoTime() < end) {
                progress = false;
                for (var name : names()) {
                    progress |= remove(name, end);
                }
            }
        } catch (IOException e) {
            LOG.warnf("the trash of %s cannot be read: %s", share.root(), e.getMessage());
        }
    }

    private List<String> names() throws IOException {
        try (var trash = OpenDirectory.at(share.backRoom(ROOM))) {
            var found = new ArrayList<String>();
            for (var name : trash.names()) {
                found.add(name);
                if (found.size() == AT_ONCE) {
                    break;
                }
            }
            return found;
        }
    }

    /** Empties one folder and removes it; false when it is still there. */
    private boolean remove(String name, long end) {
        try (var trash = OpenDirectory.at(share.backRoom(ROOM))) {
            try (var folder = trash.enter(name)) {
                folder.unlock();
                clear(folder, trash, end);
            }
            trash.deleteDirectory(name);
            return true;
        } catch (NoSuchFileException gone) {
            return true; // another thread was faster
        } catch (DirectoryNotEmptyException outOfTime) {
            return false;
        } catch (IOException e) {
            LOG.warnf("%s in the trash of %s cannot be removed: %s", name, share.root(), e.getMessage());
            return false;
        }
    }

    /** Removes the files of a folder and brings its folders up to the trash. */
    private static void clear(OpenDirectory folder, OpenDirectory trash, long end) throws IOException {
        for (var entry : folder.names()) {
            if (System.nanoTime() > end) {
                return;
            }
            if (folder.find(entry).map(PosixFileAttributes::isDirectory).orElse(false)) {
                try (var below = folder.enter(entry)) {
                    below.unlock(); // its owner must be able to write to what is moved
                }
                folder.move(entry, trash, UUID.randomUUID().toString());
            } else {
                folder.deleteFile(entry);
            }
        }
    }
}
