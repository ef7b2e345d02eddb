package io.bancada.node.service;

import io.bancada.catalog.model.Resources;
import io.bancada.catalog.model.VmPriority;
import io.bancada.catalog.service.VmSizeCatalog;
import io.bancada.driver.DriverException;
import io.bancada.driver.Machine;
import io.bancada.driver.NodeKey;
import io.bancada.driver.NodeProvider;
import io.bancada.driver.NodeRequest;
import io.bancada.driver.ResizesNodes;
import io.bancada.driver.SizeSpec;
import io.bancada.driver.StopsNodes;
import io.bancada.message.Message;
import io.bancada.node.model.Node;
import io.bancada.node.service.NodeObservation.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Asks drivers for nodes and about them. Every call may be made again at any time: allocation is idempotent by key, and
 * the end of a node is reached when its driver knows of it no more. Never called inside a transaction.
 */
@ApplicationScoped
public class NodeDriver {
    private static final Logger LOG = Logger.getLogger(NodeDriver.class);

    private final NodeSources sources;
    private final VmSizeCatalog sizes;

    @Inject
    public NodeDriver(NodeSources sources, VmSizeCatalog sizes) {
        this.sources = sources;
        this.sizes = sizes;
    }

    @SuppressWarnings("NullAway")
    protected NodeDriver() {
        this(null, null);
    }

    /**
     * A node as it is handed to a driver: no entity leaves its transaction.
     *
     * @param id the row's number
     * @param group nodes of one group may reach each other
     * @param place where it stands, and so which driver to ask
     * @param keepsHome whether its disk outlives a stop
     */
    public record NodeRef(
            long id,
            NodeKey key,
            String group,
            NodePlace place,
            String vmSize,
            VmPriority priority,
            boolean keepsHome) {
        public static NodeRef of(Node n, NodePlace place, boolean keepsHome) {
            return new NodeRef(n.id(), new NodeKey(n.key()), n.group(), place, n.vmSize(), n.vmPriority(), keepsHome);
        }
    }

    /** Asks for the node, or looks where it is when it was asked for before. */
    public NodeObservation bring(NodeRef node) {
        try {
            var source = sources.at(node.place());
            var provider = source.provider();
            var site = source.site();
            var machine = provider.find(site, node.key());
            if (machine.isEmpty()) {
                provider.allocate(
                        site,
                        new NodeRequest(
                                node.key(),
                                size(node),
                                node.group(),
                                node.priority() == VmPriority.LowPriority,
                                node.keepsHome()));
                machine = provider.find(site, node.key());
            } else if (machine.orElseThrow().state() == Machine.State.STOPPED) {
                if (provider instanceof ResizesNodes resizes) {
                    resizes.resize(site, node.key(), size(node));
                }
                stops(provider).start(site, node.key());
                machine = provider.find(site, node.key());
            }
            return machine.map(m -> seen(node, m)).orElseGet(() -> pending(node, Message.NONE));
        } catch (DriverException.InsufficientCapacity e) {
            return NodeObservation.of(node.id(), Kind.NO_ROOM, e.why());
        } catch (DriverException.Unavailable e) {
            LOG.infof("node %s cannot be asked for now: %s", node.key(), e.getMessage());
            // someone else's machine that does not answer is not asked many times a second, but at the next tick
            return node.place().attached().isPresent()
                    ? NodeObservation.of(node.id(), Kind.NO_ROOM, e.why())
                    : pending(node, e.why());
        } catch (DriverException e) {
            return NodeObservation.of(node.id(), Kind.LOST, e.why());
        }
    }

    /** An attached machine is as large as it is: of it, only that it can run anything is asked. */
    private SizeSpec size(NodeRef node) {
        if (node.place().attached().isPresent()) {
            return new SizeSpec("attached", new Resources(1, 1, 0));
        }
        var size = sizes.find(node.vmSize()).orElseThrow();
        return new SizeSpec(size.name(), size.resources());
    }

    /** Looks whether a node that is in use is still there; empty while the driver cannot tell. */
    public Optional<NodeObservation> look(NodeRef node) {
        try {
            var source = sources.at(node.place());
            return source.provider()
                    .find(source.site(), node.key())
                    .map(m -> m.state() == Machine.State.STOPPED
                            ? NodeObservation.of(node.id(), Kind.LOST, Message.of("node.machineStopped"))
                            : seen(node, m))
                    .or(() -> Optional.of(NodeObservation.of(node.id(), Kind.LOST, Message.of("node.machineGone"))));
        } catch (DriverException e) {
            LOG.infof("node %s cannot be looked at now: %s", node.key(), e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Stops the node; says whether it has stopped. One that the driver knows no more is stopped, too: its next start
     * makes a new machine, and the text says that the disk is gone.
     */
    public NodeObservation stop(NodeRef node) {
        try {
            var source = sources.at(node.place());
            stops(source.provider()).stop(source.site(), node.key());
            return source.provider()
                    .find(source.site(), node.key())
                    .map(m -> seen(node, m))
                    .orElseGet(() -> diskGone(node));
        } catch (DriverException.NotFound e) {
            return diskGone(node);
        } catch (DriverException e) {
            LOG.infof("node %s cannot be stopped now: %s", node.key(), e.getMessage());
            return pending(node, e.why());
        }
    }

    private static NodeObservation diskGone(NodeRef node) {
        return NodeObservation.of(node.id(), Kind.STOPPED, Message.of("node.diskGone"));
    }

    private static StopsNodes stops(NodeProvider provider) {
        if (provider instanceof StopsNodes stops) {
            return stops;
        }
        throw new DriverException.Rejected(Message.of("node.cannotStop", provider.kind()));
    }

    /** Gives the node back; says whether it is gone. */
    public NodeObservation release(NodeRef node) {
        try {
            var source = sources.at(node.place());
            var provider = source.provider();
            var site = source.site();
            provider.release(site, node.key());
            return provider.find(site, node.key()).isEmpty()
                    ? NodeObservation.of(node.id(), Kind.GONE, Message.NONE)
                    : pending(node, Message.NONE);
        } catch (DriverException.NotFound e) {
            return NodeObservation.of(node.id(), Kind.GONE, Message.NONE);
        } catch (DriverException e) {
            LOG.infof("node %s cannot be released now: %s", node.key(), e.getMessage());
            return pending(node, e.why());
        }
    }

    private static NodeObservation seen(NodeRef node, Machine machine) {
        return switch (machine.state()) {
            case READY -> NodeObservation.ready(node.id(), machine.address());
            case PENDING -> pending(node, machine.detail());
            case STOPPED -> NodeObservation.of(node.id(), Kind.STOPPED, Message.NONE);
            case LOST -> NodeObservation.of(node.id(), Kind.LOST, machine.detail());
        };
    }

    private static NodeObservation pending(NodeRef node, Message why) {
        return NodeObservation.of(node.id(), Kind.PENDING, why);
    }
}
