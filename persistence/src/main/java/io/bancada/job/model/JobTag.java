package io.bancada.job.model;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;

/**
 * A tag of a job, in a table of its own so that lists can be filtered by it through an index.
 *
 * @param name up to 256 characters
 * @param value up to 1024 characters
 */
@Embeddable
public record JobTag(
        @Column(name = "name", nullable = false) String name,
        @Column(name = "tag_value", nullable = false) String value)
        implements Serializable {}
