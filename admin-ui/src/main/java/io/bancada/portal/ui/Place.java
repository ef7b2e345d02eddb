package io.bancada.portal.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.error.BancadaException;
import io.bancada.paging.PageRequest;
import io.bancada.workspace.model.WorkspaceDetails;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.service.Installation;
import io.bancada.workspace.service.WorkspaceService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The workspace that the page shows: the one in its address, else the one that the person chose, else the one that the
 * first start made. A page that is open keeps its workspace whatever is chosen in another window.
 */
@Named("place")
@RequestScoped
public class Place {
    /** In the address of a page: its workspace, as {@code group/name}. */
    public static final String PARAMETER = "place";

    private static final String KEPT = "bancada.workspace";

    private final Installation installation;
    private final WorkspaceService workspaces;
    private final Preferences preferences;
    private final SignedOn person;
    private final HttpServletRequest request;
    private @Nullable String decided;
    private @Nullable WorkspaceDetails chosen;

    @Inject
    public Place(
            Installation installation,
            WorkspaceService workspaces,
            Preferences preferences,
            SignedOn person,
            HttpServletRequest request) {
        this.installation = installation;
        this.workspaces = workspaces;
        this.preferences = preferences;
        this.person = person;
        this.request = request;
    }

    @SuppressWarnings("NullAway")
    protected Place() {
        this(null, null, null, null, null);
    }

    public WorkspaceId id() {
        var here = chosen();
        return here == null ? first() : here.id();
    }

    public String getWorkspace() {
        return id().workspace();
    }

    public String getResourceGroup() {
        return id().resourceGroup();
    }

    public String getLocation() {
        var here = chosen();
        return here == null ? installation.location() : here.location();
    }

    public String getUrl() {
        return installation.url().toString();
    }

    /** The tenant that all people here belong to (C25). */
    public String getTenant() {
        return installation.tenant().toString();
    }

    /** The workspaces that the person may go to, as {@code group/name}. */
    public List<String> getWorkspaces() {
        try {
            return workspaces
                    .list(
                            person.caller(),
                            installation.subscription(),
                            Optional.empty(),
                            new PageRequest(PageRequest.MAX_SIZE, Optional.empty()))
                    .items()
                    .stream()
                    .map(w -> words(w.id()))
                    .toList();
        } catch (BancadaException e) {
            // who holds no role at all has nowhere to go
            return List.of();
        }
    }

    /** The workspace that is shown, as {@code group/name}. */
    public String getChosen() {
        return words(id());
    }

    /** Whether the page shows another workspace than a new page would. */
    boolean isElsewhere() {
        return !wanted().equals(preferences.getWorkspace());
    }

    private @Nullable WorkspaceDetails chosen() {
        var wanted = wanted();
        if (!wanted.equals(decided)) {
            decided = wanted;
            chosen = wanted.isEmpty() || wanted.equals(words(first())) || !person.isKnown() ? null : find(wanted);
        }
        return chosen;
    }

    private @Nullable WorkspaceDetails find(String wanted) {
        var slash = wanted.indexOf('/');
        if (slash < 0) {
            return null;
        }
        try {
            return workspaces.get(
                    person.caller(),
                    new WorkspaceId(
                            installation.subscription(), wanted.substring(0, slash), wanted.substring(slash + 1)));
        } catch (BancadaException e) {
            // it is gone, or the person may not go there any more
            return null;
        }
    }

    private String wanted() {
        var faces = FacesContext.getCurrentInstance();
        var view = faces == null ? null : faces.getViewRoot();
        return view == null ? asked() : (String) view.getViewMap().computeIfAbsent(KEPT, k -> asked());
    }

    private String asked() {
        var address = request.getParameter(PARAMETER);
        return address == null ? preferences.getWorkspace() : address;
    }

    private WorkspaceId first() {
        return new WorkspaceId(installation.subscription(), installation.resourceGroup(), installation.workspace());
    }

    private static String words(WorkspaceId id) {
        return id.resourceGroup() + "/" + id.workspace();
    }
}
