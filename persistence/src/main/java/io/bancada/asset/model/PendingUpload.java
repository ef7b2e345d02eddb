package io.bancada.asset.model;

import io.bancada.workspace.model.Workspace;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;

/** A blob container that was opened for the upload of one version of code. */
@Entity
@Table(name = "pending_upload")
public class PendingUpload {
    /** The blob container's name: random, never used again. */
    @Id
    @Column(name = "container")
    private String container;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "workspace_id")
    private Workspace workspace;

    /** {@code name:version} of the code in lower case. */
    @Column(name = "code_key", nullable = false)
    private String codeKey;

    @Column(name = "upload_id", nullable = false)
    private String uploadId;

    @Column(name = "expires_at", nullable = false)
    private Instant expiresAt;

    @SuppressWarnings("NullAway.Init")
    protected PendingUpload() {}

    public PendingUpload(
            String container, Workspace workspace, String code, String version, String uploadId, Instant expiresAt) {
        this.container = container;
        this.workspace = workspace;
        this.codeKey = codeKey(code, version);
        this.uploadId = uploadId;
        this.expiresAt = expiresAt;
    }

    static String codeKey(String code, String version) {
        return (code + ":" + version).toLowerCase(Locale.ROOT);
    }

    /** The upload goes on: it is kept until then. */
    public void keepUntil(Instant end) {
        expiresAt = end;
    }

    public String container() {
        return container;
    }

    public Workspace workspace() {
        return workspace;
    }

    public String uploadId() {
        return uploadId;
    }

    /** When the blobs may be swept away. */
    public Instant expiresAt() {
        return expiresAt;
    }
}
