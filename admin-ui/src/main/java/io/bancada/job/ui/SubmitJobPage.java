package io.bancada.job.ui;

import io.bancada.access.service.Actions;
import io.bancada.access.ui.SignedOn;
import io.bancada.asset.service.SnapshotConfig;
import io.bancada.asset.ui.UploadToken;
import io.bancada.catalog.model.VmPriority;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.model.ComputeFilter;
import io.bancada.compute.model.ComputeType;
import io.bancada.compute.model.ProvisioningState;
import io.bancada.compute.service.AmlComputeService;
import io.bancada.compute.service.ComputeService;
import io.bancada.compute.service.QuotaPreview;
import io.bancada.compute.ui.ClusterRow;
import io.bancada.compute.ui.ClusterRows;
import io.bancada.error.BancadaException;
import io.bancada.job.service.JobService;
import io.bancada.paging.PageRequest;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The form of a new job, empty or filled from an earlier one. */
@Named("submitJob")
@ViewScoped
public class SubmitJobPage implements Serializable {
    private static final Map<String, String> FIELDS = Map.of(
            "command", "form:command",
            "codeId", "form:code",
            "computeId", "form:compute",
            "instanceCount", "form:instances",
            "timeout", "form:timeout",
            "environmentVariables", "form:variables",
            "experimentName", "form:experiment",
            "displayName", "form:display");

    private final JobService jobs;
    private final ComputeService computes;
    private final AmlComputeService clusterService;
    private final ClusterRows rows;
    private final QuotaBars bars;
    private final SnapshotConfig limits;
    private final UploadToken token;
    private final Words words;
    private final Refusals refusals;
    private final Rights rights;
    private final SignedOn person;
    private final Place place;
    private String name = "";
    private String wanted = "";
    private String like = "";
    private String code = "";
    private String command = "";
    private String compute = "";
    private @Nullable Integer instances = 1;
    private String displayName = "";
    private String experiment = "Default";
    private String variables = "";
    private @Nullable Integer timeoutMinutes;
    private transient @Nullable List<ComputeDetails> clusters;

    @Inject
    public SubmitJobPage(
            JobService jobs,
            ComputeService computes,
            AmlComputeService clusterService,
            ClusterRows rows,
            QuotaBars bars,
            SnapshotConfig limits,
            UploadToken token,
            Words words,
            Refusals refusals,
            Rights rights,
            SignedOn person,
            Place place) {
        this.jobs = jobs;
        this.computes = computes;
        this.clusterService = clusterService;
        this.rows = rows;
        this.bars = bars;
        this.limits = limits;
        this.token = token;
        this.words = words;
        this.refusals = refusals;
        this.rights = rights;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected SubmitJobPage() {
        this(null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** Refuses whoever may not submit; fills the form when it is opened. */
    public void begin() {
        rights.require(Actions.JOB_WRITE);
        if (!name.isEmpty()) {
            return;
        }
        name = JobNames.next();
        if (!like.isEmpty()) {
            take(JobForm.of(jobs.get(person.caller(), place.id(), like).definition()));
        }
        var target = compute.isEmpty() ? wanted : compute;
        compute = getComputes().stream()
                .map(ComputeDetails::name)
                .filter(c -> c.equalsIgnoreCase(target))
                .findFirst()
                .or(() -> getComputes().stream().map(ComputeDetails::name).findFirst())
                .orElse("");
    }

    /** Submits the job and shows it. */
    public @Nullable String submit() {
        var environment = JobForm.variables(variables);
        if (environment.isEmpty()) {
            refusals.beside("form:variables", words.of("submit.variablesWrong"));
            return null;
        }
        var form = new JobForm(
                place.id().child("computes", compute),
                command.replace("\r\n", "\n").strip(),
                code,
                displayName,
                experiment,
                nodes(),
                environment.orElseThrow(),
                Optional.ofNullable(timeoutMinutes).map(Duration::ofMinutes));
        try {
            var made = jobs.put(person.caller(), place.id(), name, form.request());
            refusals.done(words.fill("submit.done", made.job().displayName()));
            return "/job/job?faces-redirect=true&name=" + made.job().name();
        } catch (BancadaException e) {
            refusals.show(e, FIELDS);
            return null;
        }
    }

    /** The clusters that take jobs. */
    public List<ComputeDetails> getComputes() {
        if (clusters == null) {
            clusters = computes
                    .list(
                            person.caller(),
                            place.id(),
                            ComputeFilter.of(ComputeType.AmlCompute),
                            new PageRequest(PageRequest.MAX_SIZE, Optional.empty()))
                    .items()
                    .stream()
                    .filter(c -> c.provisioningState() != ProvisioningState.Deleting
                            && c.provisioningState() != ProvisioningState.Failed)
                    .toList();
        }
        return clusters;
    }

    /** The chosen cluster beside what waits for it. */
    public ClusterRow getTarget() {
        return rows.of(person.caller(), computes.get(person.caller(), place.id(), compute));
    }

    /** The lines of the ledger, with the nodes that this job may need. */
    public List<QuotaBar> getQuota() {
        var missing = Math.max(0, nodes() - getTarget().nodesIdle());
        var coming = missing * preview().offer().size().resources().cores();
        return preview().before().stream().map(l -> bars.with(l, coming)).toList();
    }

    /** The price of its nodes. */
    public String getCost() {
        var target = getTarget().details();
        var size = preview().offer().size();
        return (target.cluster().vmPriority() == VmPriority.LowPriority
                        ? size.lowPriorityPricePerHour()
                        : size.pricePerHour())
                .map(price -> words.fill("create.perHour", words.dollars(price.multiply(BigDecimal.valueOf(nodes())))))
                .orElse("–");
    }

    /** What happens when it is submitted. */
    public String getExpectation() {
        var target = getTarget();
        if (target.waiting() > 0) {
            return words.fill("submit.expectQueue", target.waiting());
        }
        if (target.nodesIdle() >= nodes()) {
            return words.of("submit.expectNow");
        }
        return target.current() < target.max() ? words.of("submit.expectNode") : words.of("submit.expectBusy");
    }

    private QuotaPreview preview() {
        var target = getTarget().details();
        return clusterService.preview(
                person.caller(),
                place.id(),
                target.cluster().vmSize(),
                target.cluster().vmPriority(),
                0,
                nodes());
    }

    private void take(JobForm earlier) {
        command = earlier.command();
        code = earlier.codeId();
        compute = earlier.computeId().substring(earlier.computeId().lastIndexOf('/') + 1);
        instances = earlier.instances();
        displayName = earlier.displayName();
        experiment = earlier.experiment().isEmpty() ? experiment : earlier.experiment();
        variables = earlier.variables().entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining("\n"));
        timeoutMinutes = earlier.timeout().map(t -> (int) t.toMinutes()).orElse(null);
    }

    private int nodes() {
        return Objects.requireNonNullElse(instances, 1);
    }

    public String getUploadToken() {
        return token.get();
    }

    /** Most bytes of a folder. */
    public long getMostBytes() {
        return limits.maxBytes();
    }

    /** Most files of a folder. */
    public int getMostFiles() {
        return limits.maxFiles();
    }

    public String getName() {
        return name;
    }

    public String getWanted() {
        return wanted;
    }

    public void setWanted(@Nullable String wanted) {
        this.wanted = Objects.requireNonNullElse(wanted, "");
    }

    public String getLike() {
        return like;
    }

    public void setLike(@Nullable String like) {
        this.like = Objects.requireNonNullElse(like, "");
    }

    public String getCode() {
        return code;
    }

    public void setCode(String code) {
        this.code = code;
    }

    public String getCommand() {
        return command;
    }

    public void setCommand(String command) {
        this.command = command;
    }

    public String getCompute() {
        return compute;
    }

    public void setCompute(String compute) {
        this.compute = compute;
    }

    public @Nullable Integer getInstances() {
        return instances;
    }

    public void setInstances(@Nullable Integer instances) {
        this.instances = instances;
    }

    public String getDisplayName() {
        return displayName;
    }

    public void setDisplayName(String displayName) {
        this.displayName = displayName;
    }

    public String getExperiment() {
        return experiment;
    }

    public void setExperiment(String experiment) {
        this.experiment = experiment;
    }

    public String getVariables() {
        return variables;
    }

    public void setVariables(String variables) {
        this.variables = variables;
    }

    public @Nullable Integer getTimeoutMinutes() {
        return timeoutMinutes;
    }

    public void setTimeoutMinutes(@Nullable Integer timeoutMinutes) {
        this.timeoutMinutes = timeoutMinutes;
    }
}
