package io.bancada.compute.model;

import io.bancada.workspace.model.Workspace;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** An attached machine: someone else's, reached by SSH under one account. It is used, never made or removed. */
@Entity
@Table(name = "virtual_machine")
@DiscriminatorValue("VirtualMachine")
public class VirtualMachine extends Compute {
    @Column(name = "address", nullable = false)
    private String address;

    @Column(name = "address_key", nullable = false)
    private String addressKey;

    @Column(name = "ssh_port", nullable = false)
    private int port;

    @Column(name = "username", nullable = false)
    private String user;

    /** Encrypted; only the service that holds the key can read them. */
    @Column(name = "secrets", nullable = false)
    private String secrets;

    @Column(name = "host_key", nullable = false)
    private String hostKey;

    @Column(name = "fingerprint", nullable = false)
    private String fingerprint;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "health", nullable = false)
    private HealthReason health;

    @Nullable
    @Column(name = "checked_at")
    private Instant checkedAt;

    @Column(name = "system_name", nullable = false)
    private String system;

    @Column(name = "python", nullable = false)
    private String python;

    @Column(name = "cores", nullable = false)
    private int cores;

    @Column(name = "memory_mib", nullable = false)
    private long memoryMiB;

    @Column(name = "free_mib", nullable = false)
    private long freeMiB;

    @SuppressWarnings("NullAway.Init")
    protected VirtualMachine() {}

    public VirtualMachine(
            Workspace workspace,
            String name,
            String address,
            int port,
            String user,
            String createdBy,
            String createdByName,
            Instant at) {
        super(workspace, name, createdBy, createdByName, at);
        this.address = address;
        this.addressKey = address.toLowerCase(Locale.ROOT);
        this.port = port;
        this.user = user;
        this.secrets = "";
        this.hostKey = "";
        this.fingerprint = "";
        this.health = HealthReason.NotCheckedYet;
        this.system = "";
        this.python = "";
    }

    @Override
    public ComputeType type() {
        return ComputeType.VirtualMachine;
    }

    @Override
    public int maxNodesPerJob() {
        return 1;
    }

    @Override
    VirtualMachineDetails details() {
        return new VirtualMachineDetails(
                address,
                port,
                user,
                health,
                Optional.ofNullable(checkedAt),
                fingerprint,
                system,
                python,
                cores,
                memoryMiB,
                freeMiB);
    }

    /** The account's key or password, encrypted; how is known to whoever encrypts it. */
    public void keepSecrets(String encrypted) {
        secrets = encrypted;
    }

    /** Asks for another look, with whatever secrets it has by now. */
    public void requestCheck(String byName, Instant at) {
        requestUpdate(byName, at);
        health = HealthReason.NotCheckedYet;
    }

    /**
     * What a look at it has found. The first key that a machine shows which can be used is pinned for good; no later look
     * changes it.
     */
    public void observed(MachineObservation seen, Instant at) {
        health = seen.health();
        checkedAt = at;
        because(seen.message());
        if (seen.health() == HealthReason.None && hostKey.isEmpty()) {
            hostKey = seen.hostKey();
            fingerprint = seen.fingerprint();
        }
        if (!seen.system().isEmpty()) {
            system = seen.system();
            python = seen.python();
            cores = seen.cores();
            memoryMiB = seen.memoryMiB();
            freeMiB = seen.freeMiB();
        }
    }

    /** Whether the last look found that work can run there. */
    public boolean isFit() {
        return health == HealthReason.None;
    }

    /** Whether it was looked at since something was asked of it. */
    public boolean isChecked() {
        return health != HealthReason.NotCheckedYet;
    }

    public String address() {
        return address;
    }

    public int port() {
        return port;
    }

    public String user() {
        return user;
    }

    /** Encrypted. */
    public String secrets() {
        return secrets;
    }

    /** The pinned key as OpenSSH writes it; empty before the first contact. */
    public String hostKey() {
        return hostKey;
    }

    public HealthReason health() {
        return health;
    }

    /** Processors that the account may use, as the last look that could ask found; 0 before. */
    public int cores() {
        return cores;
    }
}
