package io.bancada.quota.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.portal.ui.Place;
import io.bancada.quota.service.QuotaService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How full the location is, by VM family. */
@Named("quotas")
@RequestScoped
public class QuotaPage {
    private final QuotaService quota;
    private final QuotaBars bars;
    private final SignedOn person;
    private final Place place;
    private @Nullable List<QuotaBar> lines;

    @Inject
    public QuotaPage(QuotaService quota, QuotaBars bars, SignedOn person, Place place) {
        this.quota = quota;
        this.bars = bars;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected QuotaPage() {
        this(null, null, null, null);
    }

    /** The two totals. */
    public List<QuotaBar> getTotals() {
        return lines().stream().filter(QuotaBar::total).toList();
    }

    /** Families of which something is taken. */
    public List<QuotaBar> getUsed() {
        return lines().stream().filter(b -> !b.total() && b.line().used() > 0).toList();
    }

    /** Families of which nothing is taken. */
    public List<QuotaBar> getFree() {
        return lines().stream().filter(b -> !b.total() && b.line().used() == 0).toList();
    }

    private List<QuotaBar> lines() {
        if (lines == null) {
            lines = quota.usages(person.caller(), place.id().subscription(), place.getLocation()).stream()
                    .map(bars::now)
                    .toList();
        }
        return lines;
    }
}
