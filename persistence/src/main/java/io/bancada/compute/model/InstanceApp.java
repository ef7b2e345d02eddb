package io.bancada.compute.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** An app of a compute instance, and how often it has been started. */
@Entity
@Table(name = "instance_app")
public class InstanceApp {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "instance_app_seq")
    @SequenceGenerator(name = "instance_app_seq", sequenceName = "instance_app_seq", allocationSize = 10)
    private Long id;

    @Column(name = "compute_id", nullable = false)
    private long computeId;

    @Column(name = "app", nullable = false)
    private String app;

    @Column(name = "starts", nullable = false)
    private long starts;

    @SuppressWarnings("NullAway.Init")
    protected InstanceApp() {}

    public InstanceApp(long computeId, String app) {
        this.computeId = computeId;
        this.app = app;
        this.starts = 1;
    }

    public String app() {
        return app;
    }

    /** Which start is the present one, from 1. */
    public long starts() {
        return starts;
    }

    /** The present one is over; the next is another process. */
    public void startsAgain() {
        starts++;
    }
}
