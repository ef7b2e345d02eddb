package io.bancada.compute.ui;

import io.bancada.access.service.Actions;
import io.bancada.access.ui.SignedOn;
import io.bancada.catalog.model.VmPriority;
import io.bancada.catalog.model.VmSize;
import io.bancada.catalog.service.CatalogService;
import io.bancada.catalog.service.VmSizeOffer;
import io.bancada.compute.model.ScaleSettings;
import io.bancada.compute.service.AmlComputeRequest;
import io.bancada.compute.service.AmlComputeService;
import io.bancada.compute.service.ComputeService;
import io.bancada.compute.service.QuotaPreview;
import io.bancada.error.BancadaException;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Refusals;
import io.bancada.portal.ui.Rights;
import io.bancada.portal.ui.Words;
import io.bancada.quota.ui.QuotaBar;
import io.bancada.quota.ui.QuotaBars;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The form of a new cluster: what it costs and what it takes of the quota stands beside it all the time. */
@Named("createCluster")
@ViewScoped
public class CreateClusterPage implements Serializable {
    private static final Map<String, String> FIELDS = Map.of(
            "computeName", "form:name",
            "vmSize", "form:size",
            "vmPriority", "form:priority",
            "minNodeCount", "form:min",
            "maxNodeCount", "form:max",
            "nodeIdleTimeBeforeScaleDown", "form:idle");

    private final ComputeService computes;
    private final AmlComputeService clusters;
    private final CatalogService catalog;
    private final QuotaBars bars;
    private final Words words;
    private final Refusals refusals;
    private final Rights rights;
    private final SignedOn person;
    private final Place place;
    private String name = "";
    private boolean nameFree;
    private String size = "";
    private String priority = VmPriority.Dedicated.name();
    private @Nullable Integer min = 0;
    private @Nullable Integer max = AmlComputeRequest.DEFAULT_MAX_NODES;
    private @Nullable Long idleSeconds = ScaleSettings.DEFAULT_IDLE.toSeconds();
    private transient @Nullable List<VmSizeOffer> sizes;

    @Inject
    @SuppressWarnings("TooManyParameters")
    public CreateClusterPage(
            ComputeService computes,
            AmlComputeService clusters,
            CatalogService catalog,
            QuotaBars bars,
            Words words,
            Refusals refusals,
            Rights rights,
            SignedOn person,
            Place place) {
        this.computes = computes;
        this.clusters = clusters;
        this.catalog = catalog;
        this.bars = bars;
        this.words = words;
        this.refusals = refusals;
        this.rights = rights;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected CreateClusterPage() {
        this(null, null, null, null, null, null, null, null, null);
    }

    /** Refuses whoever may not create; picks the smallest size that can be had. */
    public void begin() {
        rights.require(Actions.COMPUTE_WRITE);
        if (size.isEmpty()) {
            getSizes().stream()
                    .filter(VmSizeOffer::available)
                    .min(Comparator.comparingInt(
                                    (VmSizeOffer o) -> o.size().resources().cores())
                            .thenComparing(o -> o.size().pricePerHour().orElse(BigDecimal.TEN)))
                    .ifPresent(o -> size = o.size().name());
        }
    }

    /** Says at once whether the name can be taken. */
    public void checkName() {
        nameFree = false;
        if (name.isBlank()) {
            return;
        }
        var answer = computes.checkName(person.caller(), place.id(), name);
        nameFree = answer.available();
        if (!answer.available()) {
            refusals.beside(
                    "form:name",
                    words.find("name." + answer.reason().orElse("")).orElse(answer.message()));
        }
    }

    /** Creates the cluster and shows it. */
    public @Nullable String create() {
        if (name.isBlank()) {
            refusals.beside("form:name", words.of("create.nameMissing"));
            return null;
        }
        checkName();
        if (!nameFree) {
            return null;
        }
        try {
            var made = clusters.put(person.caller(), place.id(), name, request());
            refusals.done(words.fill("create.done", made.resource().name()));
            return "/compute/cluster?faces-redirect=true&name="
                    + made.resource().name();
        } catch (BancadaException e) {
            refusals.show(e, FIELDS);
            return null;
        }
    }

    /** Sizes that can be had first, each group by cores and name. */
    public List<VmSizeOffer> getSizes() {
        if (sizes == null) {
            sizes = catalog.vmSizes(person.caller(), place.id().subscription(), place.getLocation()).stream()
                    .filter(o -> o.size().supportedComputeTypes().contains("AmlCompute"))
                    .sorted(Comparator.comparing((VmSizeOffer o) -> !o.available())
                            .thenComparing(o -> o.size().resources().cores())
                            .thenComparing(o -> o.size().name()))
                    .toList();
        }
        return sizes;
    }

    /** The categories that there are sizes of. */
    public List<VmSize.Category> getCategories() {
        return getSizes().stream()
                .map(o -> o.size().category())
                .distinct()
                .sorted()
                .toList();
    }

    /** Why a size cannot be had here. */
    public String why(VmSizeOffer offer) {
        if (offer.size().restricted()) {
            return words.of("size.restricted");
        }
        return words.find(offer.size().resources().gpus() > 0 ? "size.noGpu" : "size.tooLarge")
                .orElse(offer.reason());
    }

    public boolean isPreviewed() {
        return preview().isPresent();
    }

    public VmSizeOffer getOffer() {
        return preview().orElseThrow().offer();
    }

    /** The lines of the ledger, with all nodes there. */
    public List<QuotaBar> getQuota() {
        return preview().stream()
                .flatMap(p -> p.before().stream().map(l -> bars.with(l, p.atMaximum())))
                .toList();
    }

    /** Whether all nodes fit into the quota now. */
    public boolean isFits() {
        return preview().map(p -> p.affordableNodes() >= nodes(max)).orElse(true);
    }

    public String getQuotaSentence() {
        return preview()
                .map(p -> p.affordableNodes() >= nodes(max)
                        ? words.fill("create.fits", nodes(max))
                        : words.fill("create.fitsPartly", p.affordableNodes(), nodes(max)))
                .orElse("");
    }

    public String getCostAtMinimum() {
        return cost(nodes(min));
    }

    public String getCostAtMaximum() {
        return cost(nodes(max));
    }

    /** The call that does the same. */
    public String getCall() {
        return ClusterCall.of(
                place.getUrl() + place.id().child("computes", name.isBlank() ? "cpu-cluster" : name),
                place.getLocation(),
                size,
                priority,
                nodes(min),
                nodes(max),
                idle());
    }

    private String cost(int nodes) {
        return preview()
                .flatMap(p -> priority.equals(VmPriority.LowPriority.name())
                        ? p.offer().size().lowPriorityPricePerHour()
                        : p.offer().size().pricePerHour())
                .map(price -> words.fill("create.perHour", words.dollars(price.multiply(BigDecimal.valueOf(nodes)))))
                .orElse("–");
    }

    private Optional<QuotaPreview> preview() {
        if (size.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(clusters.preview(
                    person.caller(), place.id(), size, VmPriority.valueOf(priority), nodes(min), nodes(max)));
        } catch (BancadaException e) {
            // the size cannot be had; the button says why when it is pressed
            return Optional.empty();
        }
    }

    private AmlComputeRequest request() {
        return new AmlComputeRequest(
                Optional.empty(),
                Optional.of(size).filter(s -> !s.isEmpty()),
                Optional.of(VmPriority.valueOf(priority)),
                Optional.of(nodes(min)),
                Optional.of(nodes(max)),
                Optional.of(idle()),
                Optional.empty(),
                Map.of(),
                "{}");
    }

    private Duration idle() {
        return Duration.ofSeconds(Objects.requireNonNullElse(idleSeconds, ScaleSettings.DEFAULT_IDLE.toSeconds()));
    }

    private static int nodes(@Nullable Integer count) {
        return Objects.requireNonNullElse(count, 0);
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name.strip();
    }

    public boolean isNameFree() {
        return nameFree;
    }

    public String getSize() {
        return size;
    }

    public void setSize(String size) {
        this.size = size;
    }

    public String getPriority() {
        return priority;
    }

    public void setPriority(String priority) {
        this.priority = priority;
    }

    public @Nullable Integer getMin() {
        return min;
    }

    public void setMin(@Nullable Integer min) {
        this.min = min;
    }

    public @Nullable Integer getMax() {
        return max;
    }

    public void setMax(@Nullable Integer max) {
        this.max = max;
    }

    public @Nullable Long getIdleSeconds() {
        return idleSeconds;
    }

    public void setIdleSeconds(@Nullable Long idleSeconds) {
        this.idleSeconds = idleSeconds;
    }
}
