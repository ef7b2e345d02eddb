package io.bancada.compute.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.cost.model.CostTotal;
import io.bancada.cost.service.CostService;
import io.bancada.cost.service.CostSoFar;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Words;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;

/** What a compute instance has cost, in words. */
@Named("instanceCost")
@RequestScoped
public class InstanceCost {
    private final CostService costs;
    private final Words words;
    private final SignedOn person;
    private final Place place;
    private @Nullable CostSoFar cost;

    @Inject
    public InstanceCost(CostService costs, Words words, SignedOn person, Place place) {
        this.costs = costs;
        this.words = words;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected InstanceCost() {
        this(null, null, null, null);
    }

    /** What it has cost; read once a request. */
    public CostSoFar of(String instance) {
        if (cost == null) {
            cost = costs.of(person.caller(), place.id(), instance);
        }
        return cost;
    }

    /** A sum, for how long, and what it is by the hour now. */
    public String line(CostTotal total) {
        var line = words.fill("cost.line", words.dollars(total.amount()), words.span(total.time()));
        if (!total.priced()) {
            line += ", " + words.of("cost.unpriced");
        }
        return total.hourlyRate()
                .map(rate -> words.fill("cost.now", words.fill("create.perHour", words.dollars(rate))))
                .map((line + ", ")::concat)
                .orElse(line);
    }
}
