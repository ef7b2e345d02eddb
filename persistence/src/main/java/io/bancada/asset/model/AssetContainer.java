package io.bancada.asset.model;

import io.bancada.access.model.Caller;
import io.bancada.workspace.model.Workspace;
import jakarta.persistence.Column;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The name under which the versions of an asset stand. */
@MappedSuperclass
public abstract class AssetContainer extends Asset {
    private static final int LONGEST_NUMBER = 9;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "workspace_id")
    private Workspace workspace;

    @Column(name = "name", nullable = false)
    private String name;

    @Column(name = "name_key", nullable = false)
    private String nameKey;

    @Column(name = "latest_version")
    private @Nullable String latestVersion;

    @Column(name = "next_number", nullable = false)
    private long nextNumber;

    @SuppressWarnings("NullAway.Init")
    protected AssetContainer() {}

    protected AssetContainer(Workspace workspace, String name, AssetTexts texts, Caller by, Instant at) {
        super(texts, by, at);
        this.workspace = workspace;
        this.name = name;
        this.nameKey = name.toLowerCase(Locale.ROOT);
        this.nextNumber = 1;
    }

    /** A version was added; numbers go on after the highest that ever was, so that none is used again. */
    public void added(String versionName) {
        latestVersion = versionName;
        if (versionName.length() <= LONGEST_NUMBER && versionName.chars().allMatch(c -> c >= '0' && c <= '9')) {
            nextNumber = Math.max(nextNumber, Long.parseLong(versionName) + 1);
        }
    }

    /** A version was removed; {@code latest} is the newest that is left. */
    public void removed(Optional<String> latest) {
        latestVersion = latest.orElse(null);
    }

    public Workspace workspace() {
        return workspace;
    }

    public String name() {
        return name;
    }

    public Optional<String> latestVersion() {
        return Optional.ofNullable(latestVersion);
    }

    public String nextVersion() {
        return Long.toString(nextNumber);
    }
}
