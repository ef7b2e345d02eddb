package io.bancada.file.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.model.ComputeFilter;
import io.bancada.compute.service.ComputeService;
import io.bancada.compute.service.InstanceApplication;
import io.bancada.compute.service.InstanceApps;
import io.bancada.file.model.SharePath;
import io.bancada.paging.PageRequest;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Rights;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the person works with files: Jupyter on an instance of theirs that is up. */
@Named("desk")
@RequestScoped
public class Desk {
    private final ComputeService computes;
    private final InstanceApps apps;
    private final Rights rights;
    private final SignedOn person;
    private final Place place;
    private @Nullable List<InstanceApplication> found;

    @Inject
    public Desk(ComputeService computes, InstanceApps apps, Rights rights, SignedOn person, Place place) {
        this.computes = computes;
        this.apps = apps;
        this.rights = rights;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected Desk() {
        this(null, null, null, null, null);
    }

    /** The address of a file in Jupyter; empty where no instance of the person's has one that answers. */
    public String address(SharePath file) {
        return jupyter().map(app -> address(app, file)).orElse("");
    }

    /** The address of a folder in Jupyter; empty where no instance of the person's has one that answers. */
    public String folder(String path) {
        return jupyter()
                .map(app -> app.endpointUri()
                        + (isLab(app) ? "lab/tree/" : "tree/")
                        + encoded(SharePath.parse("path", path)))
                .orElse("");
    }

    static String address(InstanceApplication app, SharePath file) {
        var view = isLab(app) ? "lab/tree/" : FileLook.of(file.name()) == FileLook.notebook ? "notebooks/" : "edit/";
        return app.endpointUri() + view + encoded(file);
    }

    private static boolean isLab(InstanceApplication app) {
        return app.displayName().equals("JupyterLab");
    }

    private static String encoded(SharePath path) {
        return path.names().stream()
                .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }

    private Optional<InstanceApplication> jupyter() {
        if (found == null) {
            found = find();
        }
        return found.stream().findFirst();
    }

    private List<InstanceApplication> find() {
        if (!rights.isReadCompute()) {
            return List.of();
        }
        var caller = person.caller();
        return computes
                .list(
                        caller,
                        place.id(),
                        ComputeFilter.instancesOf(caller.subject()),
                        new PageRequest(PageRequest.MAX_SIZE, Optional.empty()))
                .items()
                .stream()
                .flatMap(this::answering)
                .filter(app -> app.displayName().startsWith("Jupyter"))
                .toList();
    }

    private Stream<InstanceApplication> answering(ComputeDetails compute) {
        return apps.answering(compute).stream();
    }
}
