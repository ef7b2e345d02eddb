package io.bancada.quota.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.catalog.model.VmPriority;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Words;
import io.bancada.quota.model.QuotaLimit;
import io.bancada.quota.model.QuotaUsage;
import io.bancada.quota.service.QuotaService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What another limit would mean, before anybody presses a button. */
@RequestScoped
public class QuotaEffect {
    private final QuotaService quota;
    private final QuotaBars bars;
    private final Words words;
    private final SignedOn person;
    private final Place place;

    @Inject
    public QuotaEffect(QuotaService quota, QuotaBars bars, Words words, SignedOn person, Place place) {
        this.quota = quota;
        this.bars = bars;
        this.words = words;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected QuotaEffect() {
        this(null, null, null, null, null);
    }

    /** Every line of the location's ledger. */
    List<QuotaUsage> lines() {
        return quota.usages(person.caller(), place.id().subscription(), place.getLocation());
    }

    /** One line as it is now; empty where there is none of that name. */
    Optional<QuotaUsage> line(String family, VmPriority priority) {
        return lines().stream()
                .filter(l -> l.family().equals(family) && l.priority() == priority)
                .findFirst();
    }

    /** The line as it is, and as it would be with the other limit. */
    List<QuotaBar> bars(QuotaUsage line, long limit) {
        return List.of(
                bars.named(words.of("effect.now"), line),
                bars.named(
                        words.of("effect.then"), new QuotaUsage(line.family(), line.priority(), line.used(), limit)));
    }

    /** What else is to be known: the total that still holds, and the hardware that stays what it is. */
    List<String> remarks(QuotaUsage line, long limit) {
        var remarks = new ArrayList<String>();
        if (!line.family().equals(QuotaLimit.TOTAL)) {
            line(QuotaLimit.TOTAL, line.priority())
                    .filter(total -> limit > total.limit())
                    .ifPresent(total -> remarks.add(words.fill("effect.total", total.used(), total.limit())));
        }
        quota.hardware(person.caller(), place.id().subscription(), place.getLocation())
                .ifPresent(cores -> remarks.add(words.fill("effect.host", cores, limit, (double) limit / cores)));
        return remarks;
    }
}
