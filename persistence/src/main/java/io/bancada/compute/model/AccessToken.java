package io.bancada.compute.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A token with which a person's programs use the apps of their instance, known by its digest alone. */
@Entity
@Table(name = "access_token")
public class AccessToken {
    @Id
    private UUID id;

    @Column(name = "compute_id", nullable = false)
    private long computeId;

    @Column(name = "name", nullable = false)
    private String name;

    @Column(name = "digest", nullable = false)
    private String digest;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @Column(name = "expires_at", nullable = false)
    private Instant expiresAt;

    @Column(name = "used_at")
    private @Nullable Instant usedAt;

    @SuppressWarnings("NullAway.Init")
    protected AccessToken() {}

    /**
     * A token that is given out now.
     *
     * @param computeId row number of the instance
     * @param name what its person calls it
     * @param digest SHA-256 of the token, in hexadecimal digits
     */
    public AccessToken(long computeId, String name, String digest, Instant createdAt, Instant expiresAt) {
        this.id = UUID.randomUUID();
        this.computeId = computeId;
        this.name = name;
        this.digest = digest;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }

    public UUID id() {
        return id;
    }

    public long computeId() {
        return computeId;
    }

    public String name() {
        return name;
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** A program has shown it then. */
    public void used(Instant at) {
        if (usedAt == null || at.isAfter(usedAt)) {
            usedAt = at;
        }
    }

    /** What its person may see of it. */
    public AccessTokenDetails details() {
        return new AccessTokenDetails(id, name, createdAt, expiresAt, usedAt);
    }
}
