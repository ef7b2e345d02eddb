package io.bancada.compute.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.Base64;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The text of a script that was sent with an instance, apart from it: it is read only to be run. */
@Entity
@Table(name = "setup_content")
public class SetupContent {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "setup_content_seq")
    @SequenceGenerator(name = "setup_content_seq", sequenceName = "setup_content_seq", allocationSize = 10)
    private Long id;

    @Column(name = "compute_id", nullable = false)
    private long computeId;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "phase", nullable = false)
    private SetupPhase phase;

    @Column(name = "content", nullable = false)
    private String content;

    @SuppressWarnings("NullAway.Init")
    protected SetupContent() {}

    public SetupContent(long computeId, SetupPhase phase, byte[] text) {
        this.computeId = computeId;
        this.phase = phase;
        this.content = Base64.getEncoder().encodeToString(text);
    }

    /** Is another text from now on. */
    public void replace(byte[] text) {
        content = Base64.getEncoder().encodeToString(text);
    }

    public byte[] text() {
        return Base64.getDecoder().decode(content);
    }
}
