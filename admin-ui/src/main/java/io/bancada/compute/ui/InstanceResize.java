package io.bancada.compute.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.catalog.service.VmSizeOffer;
import io.bancada.compute.service.InstanceResizeService;
import io.bancada.compute.service.ResizePreview;
import io.bancada.error.BancadaException;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Refusals;
import io.bancada.portal.ui.Words;
import io.bancada.quota.ui.QuotaBar;
import io.bancada.quota.ui.QuotaBars;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Another size for a stopped compute instance: what it takes of the quota is shown before. */
@Named("instanceResize")
@RequestScoped
public class InstanceResize {
    private static final Map<String, String> FIELDS = Map.of("targetVMSize", "resizeForm:size");

    private final InstanceResizeService instances;
    private final SizeChoice sizes;
    private final QuotaBars bars;
    private final Words words;
    private final Refusals refusals;
    private final SignedOn person;
    private final Place place;
    private String size = "";

    @Inject
    public InstanceResize(
            InstanceResizeService instances,
            SizeChoice sizes,
            QuotaBars bars,
            Words words,
            Refusals refusals,
            SignedOn person,
            Place place) {
        this.instances = instances;
        this.sizes = sizes;
        this.bars = bars;
        this.words = words;
        this.refusals = refusals;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected InstanceResize() {
        this(null, null, null, null, null, null, null);
    }

    /** The sizes that it can be given. */
    public List<VmSizeOffer> getSizes() {
        return sizes.of(SizeChoice.INSTANCE).stream()
                .filter(VmSizeOffer::available)
                .toList();
    }

    /** A size with what it is made of. */
    public String label(VmSizeOffer offer) {
        return offer.size().name() + " · "
                + words.fill(
                        "create.perNodeText",
                        offer.worth().cores(),
                        words.memory(offer.worth().memoryMiB()));
    }

    /** The quota with the chosen size; none while no other size is chosen. */
    public List<QuotaBar> effect(String instance) {
        return preview(instance).stream()
                .flatMap(p -> IntStream.range(0, p.before().size())
                        .mapToObj(i -> bars.with(
                                p.before().get(i),
                                p.after().get(i).used() - p.before().get(i).used())))
                .toList();
    }

    /** Whether the quota has room for the chosen size. */
    public boolean fits(String instance) {
        return preview(instance).stream().allMatch(ResizePreview::fits);
    }

    private List<ResizePreview> preview(String instance) {
        try {
            return size.isEmpty() ? List.of() : List.of(instances.preview(person.caller(), place.id(), instance, size));
        } catch (BancadaException e) {
            // the button says why when it is pressed
            return List.of();
        }
    }

    /** Gives it the chosen size. */
    public @Nullable String resize(String instance) {
        try {
            instances.resize(person.caller(), place.id(), instance, size);
            refusals.done(words.fill("resize.done", instance, size));
            return "/compute/instance?faces-redirect=true&name=" + instance;
        } catch (BancadaException e) {
            refusals.show(e, FIELDS);
            return null;
        }
    }

    public String getSize() {
        return size;
    }

    public void setSize(@Nullable String size) {
        this.size = Objects.requireNonNullElse(size, "");
    }
}
