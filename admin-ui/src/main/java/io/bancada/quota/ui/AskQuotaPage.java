package io.bancada.quota.ui;

import io.bancada.access.service.Actions;
import io.bancada.access.ui.SignedOn;
import io.bancada.error.BancadaException;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Refusals;
import io.bancada.portal.ui.Rights;
import io.bancada.portal.ui.Words;
import io.bancada.quota.model.QuotaLimit;
import io.bancada.quota.model.QuotaUsage;
import io.bancada.quota.service.QuotaAsk;
import io.bancada.quota.service.QuotaRequestService;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The form that asks for more cores: what the limit would become stands beside it all the time. */
@Named("askQuota")
@ViewScoped
public class AskQuotaPage implements Serializable {
    private static final Map<String, String> FIELDS =
            Map.of("quotaId", "form:line", "limit", "form:limit", "reason", "form:reason");

    private final QuotaRequestService requests;
    private final QuotaEffect effect;
    private final QuotaBars bars;
    private final Words words;
    private final Refusals refusals;
    private final Rights rights;
    private final SignedOn person;
    private final Place place;
    private final String name = UUID.randomUUID().toString();
    private String line = "";
    private @Nullable Long limit;
    private String reason = "";

    @Inject
    @SuppressWarnings("TooManyParameters")
    public AskQuotaPage(
            QuotaRequestService requests,
            QuotaEffect effect,
            QuotaBars bars,
            Words words,
            Refusals refusals,
            Rights rights,
            SignedOn person,
            Place place) {
        this.requests = requests;
        this.effect = effect;
        this.bars = bars;
        this.words = words;
        this.refusals = refusals;
        this.rights = rights;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected AskQuotaPage() {
        this(null, null, null, null, null, null, null, null);
    }

    /** Refuses whoever may not ask; takes the fullest line where none is named, and twice what there is. */
    public void begin() {
        rights.require(Actions.QUOTA_REQUEST_WRITE);
        if (chosen().isEmpty()) {
            line = QuotaBars.key(effect.lines().get(0));
        }
        if (limit == null) {
            propose();
        }
    }

    /** Another line was chosen: a number that fits it. */
    public void propose() {
        limit = chosen().map(l -> Math.max(1, l.limit() * 2)).orElse(null);
    }

    /** Every limit that can be asked about, the totals first. */
    public List<Choice> getLines() {
        return effect.lines().stream()
                .sorted(Comparator.comparing((QuotaUsage l) -> !l.family().equals(QuotaLimit.TOTAL)))
                .map(l -> new Choice(QuotaBars.key(l), bars.label(l.family(), l.priority())))
                .toList();
    }

    /** A limit by its key, with the words for it. */
    public record Choice(String key, String label) {}

    /** What the chosen limit is called. */
    public String getLabel() {
        return chosen().map(l -> bars.label(l.family(), l.priority())).orElse("");
    }

    /** The chosen line before and after. */
    public List<QuotaBar> getBars() {
        return chosen().map(l -> effect.bars(l, wanted())).orElse(List.of());
    }

    public List<String> getRemarks() {
        return chosen().map(l -> effect.remarks(l, wanted())).orElse(List.of());
    }

    /** Sends the request and shows it. */
    public @Nullable String ask() {
        var about = chosen();
        if (about.isEmpty()) {
            refusals.beside("form:line", words.of("rule.quotaId"));
            return null;
        }
        try {
            var asked = new QuotaAsk(
                    about.orElseThrow().family(), about.orElseThrow().priority(), wanted(), reason);
            requests.ask(person.caller(), place.id(), name, asked);
        } catch (BancadaException e) {
            refusals.show(e, FIELDS);
            return null;
        }
        refusals.done(words.of("ask.done"));
        return "/quota/request?faces-redirect=true&name=" + name;
    }

    private Optional<QuotaUsage> chosen() {
        return effect.lines().stream()
                .filter(l -> QuotaBars.key(l).equals(line))
                .findFirst();
    }

    private long wanted() {
        return Objects.requireNonNullElse(limit, 0L);
    }

    public String getLine() {
        return line;
    }

    public void setLine(@Nullable String line) {
        this.line = Objects.requireNonNullElse(line, "");
    }

    public @Nullable Long getLimit() {
        return limit;
    }

    public void setLimit(@Nullable Long limit) {
        this.limit = limit;
    }

    public String getReason() {
        return reason;
    }

    public void setReason(String reason) {
        this.reason = reason;
    }
}
