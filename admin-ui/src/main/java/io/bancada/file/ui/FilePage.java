package io.bancada.file.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.file.model.FileDetails;
import io.bancada.file.model.FileKind;
import io.bancada.file.model.SharePath;
import io.bancada.file.service.ShareFileService;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Rights;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One file: what is in it, as far as that can be shown without running it. */
@Named("filePage")
@RequestScoped
public class FilePage {
    private static final int MOST_TEXT = 512 << 10;
    private static final int PROBE = 8 << 10;

    private final ShareFileService files;
    private final FileLinks links;
    private final Desk desk;
    private final Rights rights;
    private final SignedOn person;
    private final Place place;
    private String path = "";
    private @Nullable FileDetails details;
    private byte[] begin = new byte[0];

    @Inject
    public FilePage(ShareFileService files, FileLinks links, Desk desk, Rights rights, SignedOn person, Place place) {
        this.files = files;
        this.links = links;
        this.desk = desk;
        this.rights = rights;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected FilePage() {
        this(null, null, null, null, null, null);
    }

    /** Reads the file, or as much of it as is shown. */
    public void load() {
        var found = files.get(person.caller(), place.id(), path);
        if (found.kind() == FileKind.directory) {
            throw new BancadaException(ErrorCode.NOT_FOUND, path, path + " is a folder.");
        }
        details = found;
        if (getLook() == FileLook.text && rights.isReadFileContent()) {
            begin = read();
        }
    }

    private byte[] read() {
        try (var content = files.read(person.caller(), place.id(), path)) {
            return content.piece(0, Math.min(content.bytes(), MOST_TEXT)).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FileDetails getDetails() {
        return Objects.requireNonNull(details, "load comes first");
    }

    public String getName() {
        return getDetails().path().name();
    }

    public String getIcon() {
        return FileLook.icon(getName());
    }

    /** How it is shown. */
    public FileLook getLook() {
        return FileLook.of(getName());
    }

    /** Whether it is neither a notebook nor an image and holds no text. */
    public boolean isBinary() {
        for (int i = 0; i < Math.min(begin.length, PROBE); i++) {
            if (begin[i] == 0) {
                return true;
            }
        }
        return false;
    }

    /** Its text, or the beginning of it. */
    public String getText() {
        return new String(begin, StandardCharsets.UTF_8);
    }

    /** Whether there is more than what is shown. */
    public boolean isCut() {
        return getLook() == FileLook.text && getDetails().bytes() > begin.length;
    }

    /** Bytes that are shown of a text. */
    public long getShown() {
        return begin.length;
    }

    /** The query that names it. */
    public String getQuery() {
        return links.query(getDetails().path());
    }

    /** Where the person can work with it; empty while no instance of theirs is up. */
    public String getDesk() {
        return desk.address(getDetails().path());
    }

    /** The folders above it, the topmost first. */
    public List<FileRow> getCrumbs() {
        var above = new ArrayList<FileRow>();
        for (var folder = getDetails().path().parent(); !links.isAbove(folder); folder = folder.parent()) {
            above.add(row(folder));
        }
        Collections.reverse(above);
        return above;
    }

    private FileRow row(SharePath folder) {
        return new FileRow(new FileDetails(folder, FileKind.directory, 0, Instant.EPOCH), links.query(folder));
    }

    public String getPath() {
        return path;
    }

    public void setPath(@Nullable String path) {
        this.path = path == null ? "" : path;
    }
}
