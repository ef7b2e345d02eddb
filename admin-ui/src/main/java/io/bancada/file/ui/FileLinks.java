package io.bancada.file.ui;

import io.bancada.file.model.SharePath;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/** Addresses of files, in the workspace of the page. */
@RequestScoped
public class FileLinks {
    private final Place place;

    @Inject
    public FileLinks(Place place) {
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected FileLinks() {
        this(null);
    }

    /** Whether it is above the folders that a person has: nothing to go to. */
    boolean isAbove(SharePath folder) {
        return folder.isRoot() || folder.equals(SharePath.ROOT.child(SharePath.USERS));
    }

    /** The query that names a path and the workspace. */
    public String query(SharePath path) {
        return new Query()
                .with("path", path.toString())
                .with(Place.PARAMETER, place.getChosen())
                .toString();
    }
}
