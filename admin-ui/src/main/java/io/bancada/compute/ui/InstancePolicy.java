package io.bancada.compute.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.compute.service.WorkspacePolicyService;
import io.bancada.portal.ui.Place;
import io.bancada.workspace.model.WorkspacePolicy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;

/** What the workspace says of its instances, where pages of instances tell what a click does. */
@Named("instancePolicy")
@RequestScoped
public class InstancePolicy {
    private final WorkspacePolicyService policies;
    private final SignedOn person;
    private final Place place;
    private @Nullable WorkspacePolicy known;

    @Inject
    public InstancePolicy(WorkspacePolicyService policies, SignedOn person, Place place) {
        this.policies = policies;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected InstancePolicy() {
        this(null, null, null);
    }

    /** Whether stopping gives the cores back to the quota. */
    public boolean isReleasesStopped() {
        return policy().releasesStopped();
    }

    /** Whether others than its person may submit jobs to an instance. */
    public boolean isOpensJobs() {
        return policy().opensJobs();
    }

    public boolean isAllowsSsh() {
        return policy().allowsSsh();
    }

    /** The last part of the key of a sentence that tells what stopping does to the quota. */
    public String getStopKey() {
        return isReleasesStopped() ? "Release" : "Keep";
    }

    private WorkspacePolicy policy() {
        if (known == null) {
            known = policies.ofInstances(person.caller(), place.id());
        }
        return known;
    }
}
