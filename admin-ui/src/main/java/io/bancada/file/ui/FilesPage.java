package io.bancada.file.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.asset.ui.UploadToken;
import io.bancada.error.BancadaException;
import io.bancada.file.model.FileDetails;
import io.bancada.file.model.FileKind;
import io.bancada.file.model.SharePath;
import io.bancada.file.service.FileConfig;
import io.bancada.file.service.ShareFileService;
import io.bancada.paging.Page;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Query;
import io.bancada.portal.ui.Refusals;
import io.bancada.portal.ui.Rights;
import io.bancada.portal.ui.Trail;
import io.bancada.portal.ui.Words;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One folder of the share, and what can be done in it. */
@Named("filesPage")
@ViewScoped
public class FilesPage implements Serializable {
    private static final int ROWS = 100;
    private static final int MOST_FILES = 2000;

    private final ShareFileService files;
    private final FileLinks links;
    private final FileConfig limits;
    private final UploadToken token;
    private final Words words;
    private final Refusals refusals;
    private final Rights rights;
    private final SignedOn person;
    private final Place place;
    private final FileForm form = new FileForm();
    private final Trail trail = new Trail();
    private String path = "";
    private String home = "";
    private transient @Nullable Page<FileRow> page;

    @Inject
    public FilesPage(
            ShareFileService files,
            FileLinks links,
            FileConfig limits,
            UploadToken token,
            Words words,
            Refusals refusals,
            Rights rights,
            SignedOn person,
            Place place) {
        this.files = files;
        this.links = links;
        this.limits = limits;
        this.token = token;
        this.words = words;
        this.refusals = refusals;
        this.rights = rights;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected FilesPage() {
        this(null, null, null, null, null, null, null, null, null);
    }

    /** Opens the person's own folder where the address names none. */
    public void load() {
        home = files.home(person.caller(), place.id()).toString();
        if (path.isEmpty()) {
            path = home;
        }
        getRows();
    }

    /** Reads the folder anew when the page is shown next. */
    public void refresh() {
        page = null;
    }

    public List<FileRow> getRows() {
        return page().items();
    }

    /** Token of the next page; empty on the last. */
    public String getNext() {
        return page().next().orElse("");
    }

    private Page<FileRow> page() {
        if (page == null) {
            page = files.list(person.caller(), place.id(), path, trail.page(ROWS))
                    .map(this::row);
        }
        return page;
    }

    private FileRow row(FileDetails found) {
        return new FileRow(found, links.query(found.path()));
    }

    /** The folders above this one, the topmost first. */
    public List<FileRow> getCrumbs() {
        var above = new ArrayList<FileRow>();
        for (var folder = folder().parent(); !links.isAbove(folder); folder = folder.parent()) {
            above.add(row(new FileDetails(folder, FileKind.directory, 0, Instant.EPOCH)));
        }
        Collections.reverse(above);
        return above;
    }

    /** Whether something can be put here: below the two folders that the person has. */
    public boolean isPlace() {
        return folder().isWithin(SharePath.parse("path", home))
                || folder().isWithin(SharePath.ROOT.child(SharePath.SHARED));
    }

    /** Whether it is the person's own folder itself. */
    public boolean isHome() {
        return path.equals(home);
    }

    public String getTitle() {
        return folder().isRoot() ? words.of("files.title") : isHome() ? words.of("files.mine") : folder().name();
    }

    public @Nullable String makeFolder() {
        return change("newForm:name", () -> {
            files.makeFolder(
                    person.caller(),
                    place.id(),
                    folder().child(name(form.getName())).toString());
            return words.fill("files.made", form.getName());
        });
    }

    public @Nullable String move() {
        return change("moveForm:name", () -> {
            var to = SharePath.parse("to", form.getFolder()).child(name(form.getName()));
            files.move(person.caller(), place.id(), form.getChosen(), to.toString(), false);
            return words.fill("files.moved", form.getName());
        });
    }

    public @Nullable String delete() {
        return change("deleteForm:typed", () -> {
            var chosen = SharePath.parse("path", form.getChosen());
            files.delete(
                    person.caller(),
                    place.id(),
                    chosen.toString(),
                    form.getTyped().equals(chosen.name()));
            return words.fill("files.deleted", chosen.name());
        });
    }

    public @Nullable String copySamples() {
        return change(
                "",
                () -> words.fill(
                        "files.copied",
                        files.copySamples(person.caller(), place.id()).path().name()));
    }

    /** Does it and comes back to the folder, or says beside the field why not. */
    private @Nullable String change(String field, Supplier<String> work) {
        try {
            refusals.done(work.get());
            return "/file/files?faces-redirect=true&includeViewParams=true";
        } catch (BancadaException e) {
            if (field.isEmpty() || !isSaidHere(e)) {
                throw e;
            }
            refusals.beside(field, refusals.text(e));
            return null;
        }
    }

    /** What belongs to somebody else is said beside the field, what no role allows is an error page. */
    private static boolean isSaidHere(BancadaException e) {
        return switch (e.code()) {
            case FORBIDDEN -> e.why().isPresent();
            case INSUFFICIENT_STORAGE -> true;
            default -> e.code().status() < 500;
        };
    }

    /** A name alone: with a slash in it, it would lead elsewhere. */
    private static String name(String name) {
        return name.contains("/") ? "" : name;
    }

    private SharePath folder() {
        return SharePath.parse("path", path);
    }

    /** The query that names this folder. */
    public String getQuery() {
        return links.query(folder());
    }

    /** The part of the query that pages of this list share. */
    public String getFilter() {
        return new Query().with("path", path).toString();
    }

    public String getToken() {
        return token.get();
    }

    public long getMostBytes() {
        return limits.maxBytes();
    }

    /** How many files a folder that is uploaded may hold: each is a call of its own. */
    public int getMostFiles() {
        return MOST_FILES;
    }

    /** Whether files can be put here by this person. */
    public boolean isUploadable() {
        return isPlace() && rights.isUploadFiles();
    }

    public FileForm getForm() {
        return form;
    }

    public Trail getTrail() {
        return trail;
    }

    public String getPath() {
        return path;
    }

    public void setPath(@Nullable String path) {
        this.path = path == null ? "" : path;
    }
}
