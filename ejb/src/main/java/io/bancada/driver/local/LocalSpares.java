package io.bancada.driver.local;

import io.bancada.catalog.model.Resources;
import io.bancada.driver.DriverException;
import io.bancada.driver.NodeKey;
import io.bancada.driver.NodeRequest;
import io.bancada.driver.Preload;
import io.bancada.driver.Site;
import io.bancada.driver.SizeSpec;
import io.bancada.message.Message;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Nodes that nobody has asked for yet: each a supervisor with an empty sandbox, in a directory that does not count as a
 * node's until it is moved to where it does. A spare belongs to one version of the supervisor, and holds nobody's data.
 */
final class LocalSpares {
    private static final Logger LOG = Logger.getLogger(LocalSpares.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Later, the host's programs may have been replaced under it. */
    private static final Duration LONGEST_LIFE = Duration.ofHours(12);
    /** So long it may take to stand ready. */
    private static final Duration GIVE_UP = Duration.ofSeconds(60);

    private static final SizeSpec SMALL = new SizeSpec("spare", new Resources(1, 1024, 0));

    private final Path base;
    private final Host host;
    private final LocalNodes nodes;

    LocalSpares(Path base, Host host, LocalNodes nodes) {
        this.base = base;
        this.host = host;
        this.nodes = nodes;
    }

    /** See {@link io.bancada.driver.WarmsNodes#warm}. */
    void keep(Site site, int wanted, Preload preload) {
        synchronized (nodes) { // which is held where a spare is taken, too
            keepLocked(site, wanted, preload);
        }
    }

    private void keepLocked(Site site, int wanted, Preload preload) {
        if (wanted > 0 && (!host.root() || nodes.sandbox() == SandboxKind.NONE)) {
            throw new DriverException.Rejected(Message.of("driver.noSpares", site.location()));
        }
        NodeSpec sample = spare(site, preload);
        int kept = 0;
        for (NodeDirectory directory : standing()) {
            Optional<NodeSpec> spec = directory.spec();
            if (kept < wanted && spec.filter(s -> isGood(directory, s, sample)).isPresent()) {
                kept++;
            } else if (spec.filter(s -> s.location().equals(site.location()) || isOld(s, LONGEST_LIFE))
                    .isPresent()) {
                giveBack(directory, spec.orElseThrow());
            }
        }
        for (; kept < wanted; kept++) {
            NodeSpec next = spare(site, preload);
            nodes.make(next, directory(next));
            nodes.scripts().detach("keep", directory(next).path());
        }
    }

    private boolean isGood(NodeDirectory directory, NodeSpec spare, NodeSpec sample) {
        return !directory.isReleased()
                && spare.key().startsWith(prefix())
                && sample.fits(spare)
                && sample.preload() != null
                && sample.preload().equals(spare.preload())
                && !isOld(spare, LONGEST_LIFE)
                && (isUp(directory) || !isOld(spare, GIVE_UP));
    }

    private static boolean isOld(NodeSpec spare, Duration age) {
        return Instant.ofEpochMilli(spare.created()).plus(age).isBefore(Instant.now());
    }

    private boolean isUp(NodeDirectory directory) {
        return directory.ready().filter(ready -> host.isAlive(ready.mark())).isPresent();
    }

    /** The same call again finishes what a crash left half done. */
    private void giveBack(NodeDirectory directory, NodeSpec spare) {
        directory.markReleased();
        if (isUp(directory)) {
            try {
                new KeeperClient(Path.of(spare.socket()), PATIENCE).request(Map.of("op", "release"));
            } catch (DriverException.Unavailable notNow) {
                LOG.debugf(notNow, "%s is not released yet", spare.key());
            }
        } else {
            nodes.scripts().detach("sweep", directory.path());
        }
    }

    /**
     * Puts a spare in the node's place, where one stands ready that fits. Called with the lock on {@link LocalNodes}.
     *
     * @return the node as it is then; empty where it is to be made
     */
    Optional<NodeSpec> take(NodeSpec node) {
        for (NodeDirectory directory : node.keepsHome() ? standing() : List.<NodeDirectory>of()) {
            Optional<NodeSpec> spare = directory
                    .spec()
                    .filter(s -> s.key().startsWith(prefix()) && node.fits(s) && !directory.isReleased());
            if (spare.isPresent() && isUp(directory)) {
                NodeSpec taken = node.from(spare.orElseThrow());
                try {
                    new KeeperClient(Path.of(spare.orElseThrow().socket()), PATIENCE)
                            .request(Map.of("op", "assign", "node", taken));
                    return Optional.of(taken);
                } catch (DriverException e) {
                    LOG.warnf("%s cannot be used: %s", spare.orElseThrow().key(), e.getMessage());
                    giveBack(directory, spare.orElseThrow());
                }
            }
        }
        return Optional.empty();
    }

    private String prefix() {
        return "spare-" + nodes.scripts().version() + "-";
    }

    private NodeSpec spare(Site site, Preload preload) {
        var key = new NodeKey(prefix() + UUID.randomUUID().toString().substring(0, 8));
        var request = new NodeRequest(key, SMALL, key.value(), false, true);
        return nodes.describe(site, request, List.of(), directory(key)).spare(preload);
    }

    private NodeDirectory directory(NodeSpec spare) {
        return directory(new NodeKey(spare.key()));
    }

    private NodeDirectory directory(NodeKey key) {
        return new NodeDirectory(base.resolve("." + key));
    }

    private List<NodeDirectory> standing() {
        List<NodeDirectory> found = new ArrayList<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(base, ".spare-*")) {
            directories.forEach(directory -> found.add(new NodeDirectory(directory)));
            return found;
        } catch (NoSuchFileException none) {
            return found;
        } catch (IOException e) {
            throw new DriverException.Unavailable(Message.of("driver.cannotList", base.toString()), e);
        }
    }
}
