package io.bancada.compute.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.catalog.model.VmSize;
import io.bancada.catalog.service.CatalogService;
import io.bancada.catalog.service.VmSizeOffer;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Words;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of VM sizes that a person picks from, with the reason where one cannot be had. */
@Named("sizeChoice")
@RequestScoped
public class SizeChoice {
    /** The kinds of compute that sizes are picked for. */
    static final String CLUSTER = "AmlCompute";

    static final String INSTANCE = "ComputeInstance";

    private final CatalogService catalog;
    private final Words words;
    private final SignedOn person;
    private final Place place;
    private @Nullable List<VmSizeOffer> sizes;

    @Inject
    public SizeChoice(CatalogService catalog, Words words, SignedOn person, Place place) {
        this.catalog = catalog;
        this.words = words;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected SizeChoice() {
        this(null, null, null, null);
    }

    /** Sizes for one kind of compute; those that can be had first, each group by cores and name. */
    public List<VmSizeOffer> of(String computeType) {
        return all().stream()
                .filter(o -> o.size().supportedComputeTypes().contains(computeType))
                .sorted(Comparator.comparing((VmSizeOffer o) -> !o.available())
                        .thenComparing(o -> o.size().resources().cores())
                        .thenComparing(o -> o.size().name()))
                .toList();
    }

    /** The categories that there are sizes of. */
    public List<VmSize.Category> categories(String computeType) {
        return of(computeType).stream()
                .map(o -> o.size().category())
                .distinct()
                .sorted()
                .toList();
    }

    /** The size of this name, whether it can be had now or not. */
    Optional<VmSizeOffer> find(String name) {
        return all().stream().filter(o -> o.size().name().equals(name)).findFirst();
    }

    /** Why a size cannot be had here. */
    public String why(VmSizeOffer offer) {
        if (offer.size().restricted()) {
            return words.of("size.restricted");
        }
        return words.find(offer.size().resources().gpus() > 0 ? "size.noGpu" : "size.tooLarge")
                .orElseGet(() -> words.say(offer.reason()));
    }

    /** The size with the fewest cores that can be had, the cheapest of them. */
    Optional<String> smallest(String computeType) {
        return of(computeType).stream()
                .filter(VmSizeOffer::available)
                .min(Comparator.comparingInt(
                                (VmSizeOffer o) -> o.size().resources().cores())
                        .thenComparing(o -> o.size().pricePerHour().orElse(BigDecimal.TEN)))
                .map(o -> o.size().name());
    }

    private List<VmSizeOffer> all() {
        if (sizes == null) {
            sizes = catalog.vmSizes(person.caller(), place.id().subscription(), place.getLocation());
        }
        return sizes;
    }
}
