package io.bancada.compute.ui;

import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.access.ui.SignedOn;
import io.bancada.compute.service.WorkspacePolicyDetails;
import io.bancada.compute.service.WorkspacePolicyRequest;
import io.bancada.compute.service.WorkspacePolicyService;
import io.bancada.error.BancadaException;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Refusals;
import io.bancada.portal.ui.Words;
import io.bancada.workspace.model.WorkspacePolicy.JobsOnInstances;
import io.bancada.workspace.model.WorkspacePolicy.SshOnInstances;
import io.bancada.workspace.model.WorkspacePolicy.StoppedInstances;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the workspace says of all its compute instances, and what a change of it does now. */
@Named("policyPage")
@ViewScoped
public class PolicyPage implements Serializable {
    private static final Map<String, String> FIELDS = Map.of("jobsOnInstances", "form:jobs");

    private final WorkspacePolicyService policies;
    private final Access access;
    private final Words words;
    private final Refusals refusals;
    private final SignedOn person;
    private final Place place;
    private String stopped = "";
    private String jobs = "";
    private String ssh = "";
    private transient @Nullable WorkspacePolicyDetails details;

    @Inject
    public PolicyPage(
            WorkspacePolicyService policies,
            Access access,
            Words words,
            Refusals refusals,
            SignedOn person,
            Place place) {
        this.policies = policies;
        this.access = access;
        this.words = words;
        this.refusals = refusals;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected PolicyPage() {
        this(null, null, null, null, null, null);
    }

    /** Shows what holds when the page is opened. */
    public void load() {
        var policy = details().policy();
        stopped = policy.stoppedInstances().name();
        jobs = policy.jobsOnInstances().name();
        ssh = policy.sshOnInstances().name();
    }

    /** Says what is chosen from now on. */
    public @Nullable String save() {
        try {
            policies.put(
                    person.caller(),
                    place.id(),
                    new WorkspacePolicyRequest(
                            Optional.of(StoppedInstances.valueOf(stopped)),
                            Optional.of(JobsOnInstances.valueOf(jobs)),
                            Optional.of(SshOnInstances.valueOf(ssh))));
            refusals.done(words.of("policy.saved"));
            return "/compute/policies?faces-redirect=true";
        } catch (BancadaException e) {
            refusals.show(e, FIELDS);
            return null;
        }
    }

    /** Whether the person may change it. */
    public boolean isChangeable() {
        return access.allows(
                person.caller(), Actions.WORKSPACE_WRITE, place.id().scope());
    }

    /** What is to be known of the stopped instances before a change. */
    public String getStoppedNow() {
        return words.fill(
                "policy.stoppedNow", details().stoppedHolding(), details().coresHeld());
    }

    /** What is to be known of SSH before a change. */
    public String getSshNow() {
        return words.fill("policy.sshNow", details().withSsh());
    }

    /** Why jobs of others cannot be let in; empty where they can. */
    public String getJobsStayOwners() {
        return words.say(details().jobsStayOwners());
    }

    public List<String> getStoppedChoices() {
        return List.of(StoppedInstances.Keep.name(), StoppedInstances.Release.name());
    }

    public List<String> getJobsChoices() {
        return List.of(JobsOnInstances.Owner.name(), JobsOnInstances.Workspace.name());
    }

    public List<String> getSshChoices() {
        return List.of(SshOnInstances.Allowed.name(), SshOnInstances.Disabled.name());
    }

    private WorkspacePolicyDetails details() {
        if (details == null) {
            details = policies.get(person.caller(), place.id());
        }
        return details;
    }

    public String getStopped() {
        return stopped;
    }

    public void setStopped(String stopped) {
        this.stopped = stopped;
    }

    public String getJobs() {
        return jobs;
    }

    public void setJobs(String jobs) {
        this.jobs = jobs;
    }

    public String getSsh() {
        return ssh;
    }

    public void setSsh(String ssh) {
        this.ssh = ssh;
    }
}
