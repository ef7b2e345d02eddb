package io.bancada.asset.model;

import io.bancada.access.model.Caller;
import io.bancada.json.StringMapConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;

/** What every row of an asset keeps: texts, who made it, who changed it. */
@MappedSuperclass
public abstract class Asset {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "asset_seq")
    @SequenceGenerator(name = "asset_seq", sequenceName = "asset_seq", allocationSize = 50)
    private Long id;

    @Column(name = "description", nullable = false)
    private String description;

    @Column(name = "tags", nullable = false)
    @Convert(converter = StringMapConverter.class)
    private Map<String, String> tags;

    @Column(name = "properties", nullable = false)
    @Convert(converter = StringMapConverter.class)
    private Map<String, String> properties;

    @Column(name = "archived", nullable = false)
    private boolean archived;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @Column(name = "created_by", nullable = false)
    private String createdBy;

    @Column(name = "created_by_name", nullable = false)
    private String createdByName;

    @Column(name = "modified_at", nullable = false)
    private Instant modifiedAt;

    @Column(name = "modified_by_name", nullable = false)
    private String modifiedByName;

    @Version
    @Column(name = "version", nullable = false)
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Asset() {}

    @SuppressWarnings("NullAway.Init")
    protected Asset(AssetTexts texts, Caller by, Instant at) {
        this.createdAt = at;
        this.createdBy = by.subject();
        this.createdByName = by.name();
        take(texts, by, at);
    }

    /** Takes over other texts. */
    public void describe(AssetTexts texts, Caller by, Instant at) {
        if (!texts.equals(texts())) {
            take(texts, by, at);
        }
    }

    private void take(AssetTexts texts, Caller by, Instant at) {
        description = texts.description();
        tags = texts.tags();
        properties = texts.properties();
        archived = texts.archived();
        modifiedAt = at;
        modifiedByName = by.name();
    }

    public Long id() {
        return id;
    }

    public AssetTexts texts() {
        return new AssetTexts(description, tags, properties, archived);
    }

    public AssetStamps stamps() {
        return new AssetStamps(createdAt, createdBy, createdByName, modifiedAt, modifiedByName);
    }
}
