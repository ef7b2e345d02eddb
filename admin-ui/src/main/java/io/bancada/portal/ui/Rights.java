package io.bancada.portal.ui;

import io.bancada.access.model.ActionKind;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.access.ui.SignedOn;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseId;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.Map;

/**
 * What the person may press. It only decides what a page shows: while a form that was posted is taken in, everything
 * counts as shown, so that the service behind the button says no (403) to whoever posts anyway.
 */
@Named("rights")
@RequestScoped
public class Rights {
    private final Access access;
    private final SignedOn person;
    private final Place place;
    private final Map<String, Boolean> decided = new HashMap<>();

    @Inject
    public Rights(Access access, SignedOn person, Place place) {
        this.access = access;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected Rights() {
        this(null, null, null);
    }

    public boolean isReadWorkspace() {
        return allows(Actions.WORKSPACE_READ);
    }

    public boolean isWriteWorkspace() {
        return allows(Actions.WORKSPACE_WRITE);
    }

    public boolean isReadCompute() {
        return allows(Actions.COMPUTE_READ);
    }

    public boolean isReadJobs() {
        return allows(Actions.JOB_READ);
    }

    public boolean isSubmitJobs() {
        return shows(Actions.JOB_WRITE);
    }

    public boolean isCancelJobs() {
        return shows(Actions.JOB_CANCEL);
    }

    public boolean isDeleteJobs() {
        return shows(Actions.JOB_DELETE);
    }

    public boolean isReadFiles() {
        return allows(Actions.FILE_READ);
    }

    public boolean isReadFileContent() {
        return allows(Actions.FILE_DOWNLOAD);
    }

    public boolean isWriteFiles() {
        return shows(Actions.FILE_WRITE);
    }

    public boolean isUploadFiles() {
        return shows(Actions.FILE_UPLOAD);
    }

    public boolean isDeleteFiles() {
        return shows(Actions.FILE_DELETE);
    }

    public boolean isWriteCompute() {
        return shows(Actions.COMPUTE_WRITE);
    }

    /** Whether the apps of instances that are the person's own can be opened. */
    public boolean isOpenApps() {
        return allows(Actions.COMPUTE_OPEN_APPS);
    }

    public boolean isUpdateIdle() {
        return shows(Actions.COMPUTE_UPDATE_IDLE);
    }

    /** Whether instances can be given to other people. */
    public boolean isHandOver() {
        return shows(Actions.COMPUTE_WRITE) && shows(Actions.ROLE_ASSIGNMENTS_WRITE);
    }

    /** Whether the person may see who holds which role. */
    public boolean isReadRoles() {
        return allows(Actions.ROLE_ASSIGNMENTS_READ);
    }

    public boolean isDeleteCompute() {
        return shows(Actions.COMPUTE_DELETE);
    }

    /** Refuses a page whose only purpose is this action to whoever may not; a lock shows when the form is sent. */
    public void require(String action) {
        access.require(person.caller(), action, ActionKind.READ, place.id().scope());
    }

    private boolean shows(String action) {
        return FacesContext.getCurrentInstance().getCurrentPhaseId() != PhaseId.RENDER_RESPONSE || allows(action);
    }

    private boolean allows(String action) {
        return person.isKnown()
                && decided.computeIfAbsent(
                        action,
                        a -> access.allows(person.caller(), a, place.id().scope()));
    }
}
