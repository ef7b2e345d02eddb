package io.bancada.environment.model;

import io.bancada.access.model.Caller;
import io.bancada.asset.model.Asset;
import io.bancada.asset.model.AssetTexts;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;

/** One version of a user-managed environment. Its interpreter never changes. */
@Entity
@Table(name = "environment_version")
public class EnvironmentVersion extends Asset {
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "container_id")
    private EnvironmentContainer container;

    @Column(name = "name", nullable = false)
    private String name;

    @Column(name = "name_key", nullable = false)
    private String nameKey;

    @Column(name = "anonymous", nullable = false)
    private boolean anonymous;

    @Column(name = "interpreter_path", nullable = false)
    private String interpreterPath;

    @Column(name = "definition", nullable = false)
    private String definition;

    @SuppressWarnings("NullAway.Init")
    protected EnvironmentVersion() {}

    public EnvironmentVersion(
            EnvironmentContainer container,
            String name,
            boolean anonymous,
            InterpreterPath interpreter,
            String definition,
            AssetTexts texts,
            Caller by,
            Instant at) {
        super(texts, by, at);
        this.container = container;
        this.name = name;
        this.nameKey = name.toLowerCase(Locale.ROOT);
        this.anonymous = anonymous;
        this.interpreterPath = interpreter.path();
        this.definition = definition;
    }

    public EnvironmentContainer container() {
        return container;
    }

    public String name() {
        return name;
    }

    /** Whether a tool made name and version, not a person. */
    public boolean anonymous() {
        return anonymous;
    }

    public InterpreterPath interpreter() {
        return new InterpreterPath(interpreterPath);
    }

    /** A JSON object: the ARM properties that are kept and returned but not acted on. */
    public String definition() {
        return definition;
    }
}
