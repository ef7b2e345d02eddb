package io.bancada.compute.service;

import io.bancada.driver.DriverException;
import io.bancada.driver.MeasuresDisk;
import io.bancada.node.service.NodeSources;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Has the disks of compute instances measured that are due, one after the other, so that the host never has more than one
 * such walk to do. Outside any transaction. When each was measured last stands in its row.
 */
@ApplicationScoped
public class DiskWatch {
    private static final Logger LOG = Logger.getLogger(DiskWatch.class);

    private final DiskRows rows;
    private final NodeSources sources;
    private final AtomicBoolean underWay = new AtomicBoolean();

    @Inject
    public DiskWatch(DiskRows rows, NodeSources sources) {
        this.rows = rows;
        this.sources = sources;
    }

    @SuppressWarnings("NullAway")
    protected DiskWatch() {
        this(null, null);
    }

    /** Measures what is due. Nothing happens while an earlier call is at it. */
    public void look() {
        if (underWay.compareAndSet(false, true)) {
            try {
                rows.due().forEach(this::look);
            } finally {
                underWay.set(false);
            }
        }
    }

    private void look(long computeId) {
        try {
            var place = rows.place(computeId);
            if (place.isPresent()) {
                look(place.orElseThrow());
            } else {
                rows.missed(computeId);
            }
        } catch (DriverException e) {
            LOG.infof("the disk of instance %d is not measured: %s", computeId, e.getMessage());
            rows.missed(computeId);
        } catch (RuntimeException e) {
            LOG.errorf(e, "the disk of instance %d could not be measured; it is tried again", computeId);
        }
    }

    private void look(DiskPlace place) {
        var source = sources.at(place.machines());
        if (source.provider() instanceof MeasuresDisk measures) {
            rows.take(place.computeId(), measures.diskUse(source.site(), place.node()));
        } else {
            rows.missed(place.computeId());
        }
    }
}
