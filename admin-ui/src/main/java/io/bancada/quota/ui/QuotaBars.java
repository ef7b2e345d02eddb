package io.bancada.quota.ui;

import io.bancada.catalog.model.VmPriority;
import io.bancada.portal.ui.Words;
import io.bancada.quota.model.QuotaLimit;
import io.bancada.quota.model.QuotaUsage;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/** Puts lines of the ledger into words. */
@RequestScoped
public class QuotaBars {
    private final Words words;

    @Inject
    public QuotaBars(Words words) {
        this.words = words;
    }

    @SuppressWarnings("NullAway")
    protected QuotaBars() {
        this(null);
    }

    /** The line as it is. */
    public QuotaBar now(QuotaUsage line) {
        return new QuotaBar(line, line, label(line), words.fill("quota.numbers", line.used(), line.limit()));
    }

    /** The line before and after so many more cores. */
    public QuotaBar with(QuotaUsage line, long more) {
        var after = line.plus(more);
        return new QuotaBar(
                line, after, label(line), words.fill("quota.change", line.used(), after.used(), line.limit()));
    }

    /** The line as it is, under another name. */
    QuotaBar named(String name, QuotaUsage line) {
        return new QuotaBar(line, line, name, words.fill("quota.numbers", line.used(), line.limit()));
    }

    /** A limit's name in addresses: {@code standardDv2Family}, {@code *}, {@code *:LowPriority}. */
    public static String key(QuotaUsage line) {
        return line.priority() == VmPriority.Dedicated ? line.family() : line.family() + ":" + line.priority();
    }

    /** What a limit is called: its family, or what it is the total of. */
    String label(String family, VmPriority priority) {
        if (!family.equals(QuotaLimit.TOTAL)) {
            return family;
        }
        return words.of(priority == VmPriority.Dedicated ? "quota.totalDedicated" : "quota.totalLowPriority");
    }

    private String label(QuotaUsage line) {
        return label(line.family(), line.priority());
    }
}
