package io.bancada.job.service;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import org.jboss.logging.Logger;

/**
 * Removes the log and the outputs of a job that was deleted, so that a job submitted later under the same name never
 * shows them (attack S8). The folder is first moved aside in one step, then emptied; links are removed, not followed.
 */
@Dependent
public class DeletedJobFiles {
    private static final Logger LOG = Logger.getLogger(DeletedJobFiles.class);

    void remove(@Observes(during = TransactionPhase.AFTER_SUCCESS) JobDeleted event) {
        var directory = event.directory();
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            // No job's name starts with a dot.
            var aside = Files.move(directory, directory.resolveSibling(".deleted-" + event.job()));
            try (var files = Files.walk(aside)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            LOG.errorf(e, "%s of a deleted job is left; remove it by hand", directory);
        }
    }
}
