package io.bancada.cost.service;

import io.bancada.catalog.model.VmPriority;
import io.bancada.catalog.model.VmSize;
import io.bancada.catalog.service.VmSizeCatalog;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.service.DiskConfig;
import io.bancada.cost.model.Charge;
import io.bancada.cost.model.CostKind;
import io.bancada.cost.model.CostLine;
import io.bancada.cost.model.CostRepository;
import io.bancada.node.model.Node;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the lines of the ledger in step with what runs, in the transaction of the pass that changes it: a server that is
 * killed neither loses time nor counts it twice. It looks at what is: what costs and has no open line gets one, a line of
 * what costs no more, or costs otherwise, ends. Following twice changes nothing.
 */
@ApplicationScoped
public class CostLedger {
    private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);

    private final CostRepository lines;
    private final VmSizeCatalog sizes;
    private final DiskConfig disks;
    private final CostConfig prices;

    @Inject
    public CostLedger(CostRepository lines, VmSizeCatalog sizes, DiskConfig disks, CostConfig prices) {
        this.lines = lines;
        this.sizes = sizes;
        this.disks = disks;
        this.prices = prices;
    }

    @SuppressWarnings("NullAway")
    protected CostLedger() {
        this(null, null, null, null);
    }

    /**
     * Follows an instance. Its disk costs from the first time that its node can be used until the node is gone, its machine
     * while the node can be used, until it is given up (C17).
     *
     * @param node empty once it is gone
     */
    public void follow(ComputeInstance instance, Optional<Node> node, Instant at) {
        var wanted = node.map(n -> charges(instance, n)).orElse(List.of());
        var kept = new ArrayList<Charge>();
        for (var line : lines.open(instance.uid())) {
            if (wanted.contains(line.charge()) && !kept.contains(line.charge())) {
                kept.add(line.charge());
            } else {
                line.end(at);
            }
        }
        wanted.stream()
                .filter(charge -> !kept.contains(charge))
                .forEach(charge -> lines.add(new CostLine(instance, charge, at)));
    }

    private List<Charge> charges(ComputeInstance instance, Node node) {
        var charges = new ArrayList<Charge>();
        if (node.readyAt().isPresent()) {
            charges.add(new Charge(
                    CostKind.Disk,
                    gibibytes(disks.maxBytes()),
                    instance.owner(),
                    Optional.of(prices.diskPerHour(disks.maxBytes()))));
        }
        if (node.state().runs()) {
            charges.add(new Charge(CostKind.Compute, node.vmSize(), instance.owner(), price(node)));
        }
        return charges;
    }

    private Optional<BigDecimal> price(Node node) {
        return sizes.find(node.vmSize())
                .flatMap(
                        node.vmPriority() == VmPriority.LowPriority
                                ? VmSize::lowPriorityPricePerHour
                                : VmSize::pricePerHour);
    }

    private static String gibibytes(long bytes) {
        return BigDecimal.valueOf(bytes)
                        .divide(GIB, 2, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + " GiB";
    }
}
