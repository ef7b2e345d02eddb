package io.bancada.asset.ui;

import io.bancada.asset.service.SnapshotConfig;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** What a page that takes code has to know: how much may come, and the proof that the upload comes from it. */
@Named("codeUpload")
@RequestScoped
public class CodeLimits {
    private final SnapshotConfig limits;
    private final UploadToken token;

    @Inject
    public CodeLimits(SnapshotConfig limits, UploadToken token) {
        this.limits = limits;
        this.token = token;
    }

    @SuppressWarnings("NullAway")
    protected CodeLimits() {
        this(null, null);
    }

    public String getToken() {
        return token.get();
    }

    /** Most bytes of a folder. */
    public long getMostBytes() {
        return limits.maxBytes();
    }

    /** Most files of a folder. */
    public int getMostFiles() {
        return limits.maxFiles();
    }
}
