package io.bancada.file.service;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;

/**
 * What a person may do with a file by its owner and permissions, as the kernel decides it for the person's instances.
 * Where all files are the server's, it decides nothing.
 *
 * @param person who owns what is theirs; empty where all files are the server's
 */
record FileRights(Optional<UserPrincipal> person) {
    static FileRights of(Share share) throws IOException {
        if (share.uid().isEmpty()) {
            return new FileRights(Optional.empty());
        }
        return new FileRights(Optional.of(FileSystems.getDefault()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName(Integer.toString(share.uid().orElseThrow()))));
    }

    private boolean owns(PosixFileAttributes file) {
        return person.map(file.owner()::equals).orElse(true);
    }

    private boolean may(PosixFileAttributes file, PosixFilePermission others) {
        return owns(file) || file.permissions().contains(others);
    }

    /** Whether what is in a file, or the names in a folder, can be read. */
    boolean reads(PosixFileAttributes file) {
        return may(file, PosixFilePermission.OTHERS_READ);
    }

    /** Whether what stands in a folder can be reached. */
    boolean enters(PosixFileAttributes folder) {
        return may(folder, PosixFilePermission.OTHERS_EXECUTE);
    }

    /** Whether something can be added to a folder. */
    boolean adds(PosixFileAttributes folder) {
        return may(folder, PosixFilePermission.OTHERS_WRITE);
    }

    /** Whether something can be taken out of a folder: as if every folder that is open to all were sticky. */
    boolean takes(PosixFileAttributes folder, PosixFileAttributes entry) {
        return owns(folder) || (adds(folder) && owns(entry));
    }
}
