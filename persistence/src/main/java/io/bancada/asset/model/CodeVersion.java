package io.bancada.asset.model;

import io.bancada.access.model.Caller;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;

/** One version of code. Which snapshot it stands for never changes, so that what ran is what was submitted (S52). */
@Entity
@Table(name = "code_version")
public class CodeVersion extends Asset {
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "container_id")
    private CodeContainer container;

    @Column(name = "name", nullable = false)
    private String name;

    @Column(name = "name_key", nullable = false)
    private String nameKey;

    @Column(name = "anonymous", nullable = false)
    private boolean anonymous;

    @Column(name = "code_uri", nullable = false)
    private String codeUri;

    @Column(name = "snapshot", nullable = false)
    private String snapshot;

    @Column(name = "files", nullable = false)
    private int files;

    @Column(name = "bytes", nullable = false)
    private long bytes;

    @Column(name = "ignored_files", nullable = false)
    private int ignoredFiles;

    @Column(name = "ignored_bytes", nullable = false)
    private long ignoredBytes;

    @SuppressWarnings("NullAway.Init")
    protected CodeVersion() {}

    public CodeVersion(
            CodeContainer container,
            String name,
            boolean anonymous,
            String codeUri,
            Snapshot snapshot,
            AssetTexts texts,
            Caller by,
            Instant at) {
        super(texts, by, at);
        this.container = container;
        this.name = name;
        this.nameKey = name.toLowerCase(Locale.ROOT);
        this.anonymous = anonymous;
        this.codeUri = codeUri;
        this.snapshot = snapshot.hash();
        this.files = snapshot.files();
        this.bytes = snapshot.bytes();
        this.ignoredFiles = snapshot.ignoredFiles();
        this.ignoredBytes = snapshot.ignoredBytes();
    }

    public CodeContainer container() {
        return container;
    }

    public String name() {
        return name;
    }

    /** Whether a tool made name and version, not a person. */
    public boolean anonymous() {
        return anonymous;
    }

    /** Where the upload stood. */
    public String codeUri() {
        return codeUri;
    }

    public Snapshot snapshot() {
        return new Snapshot(snapshot, files, bytes, ignoredFiles, ignoredBytes);
    }
}
