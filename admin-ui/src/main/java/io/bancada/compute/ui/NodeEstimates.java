package io.bancada.compute.ui;

import io.bancada.access.model.Caller;
import io.bancada.catalog.model.VmPriority;
import io.bancada.compute.service.AmlComputeService;
import io.bancada.error.BancadaException;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Words;
import io.bancada.quota.model.QuotaUsage;
import io.bancada.quota.ui.QuotaBars;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/** Says, beside every form that asks for nodes, what they cost and take of the quota. */
@RequestScoped
public class NodeEstimates {
    private final AmlComputeService clusters;
    private final QuotaBars bars;
    private final Words words;
    private final Place place;

    @Inject
    public NodeEstimates(AmlComputeService clusters, QuotaBars bars, Words words, Place place) {
        this.clusters = clusters;
        this.bars = bars;
        this.words = words;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected NodeEstimates() {
        this(null, null, null, null);
    }

    /**
     * The estimate for so many more nodes.
     *
     * @throws io.bancada.error.BancadaException when the location does not offer the size
     */
    public NodeEstimate of(Caller caller, String size, VmPriority priority, int nodes) {
        var preview = clusters.preview(caller, place.id(), size, priority, 0, nodes);
        var offered = preview.offer().size();
        return new NodeEstimate(
                preview.offer(),
                priority == VmPriority.LowPriority ? offered.lowPriorityPricePerHour() : offered.pricePerHour(),
                preview.before().stream()
                        .map(line -> bars.with(line, preview.atMaximum()))
                        .toList(),
                preview.before().stream()
                        .min(Comparator.comparingLong(QuotaUsage::free))
                        .map(QuotaBars::key)
                        .orElse(""),
                preview.affordableNodes());
    }

    /** The same for a form in the making: none while no size is chosen, or one that cannot be had. */
    List<NodeEstimate> find(Caller caller, String size, VmPriority priority, int nodes) {
        try {
            return size.isEmpty() ? List.of() : List.of(of(caller, size, priority, nodes));
        } catch (BancadaException e) {
            // the button of the form says why when it is pressed
            return List.of();
        }
    }

    /** The price of so many nodes in words, or a dash where there is none. */
    public String cost(NodeEstimate estimate, int nodes) {
        return estimate.price()
                .map(price -> words.fill("create.perHour", words.dollars(price.multiply(BigDecimal.valueOf(nodes)))))
                .orElse("–");
    }
}
