package io.bancada.compute.service;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.audit.service.Audit;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.compute.model.VirtualMachine;
import io.bancada.error.BancadaException;
import io.bancada.message.Message;
import io.bancada.operation.model.Accepted;
import io.bancada.workspace.model.Workspace;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.service.ResourceNames;
import io.bancada.workspace.service.Workspaces;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.regex.Pattern;

/** Use cases that only attached machines have. */
@Stateless
public class VirtualMachineService {
    private static final String FIELD = "properties.properties.";
    private static final String ACCOUNT = FIELD + "administratorAccount";
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:.]{2,45}");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@\\\\-]{0,63}");
    private static final int LONGEST_SECRET = 16_000;

    private ComputeRepository computes;
    private Workspaces workspaces;
    private MachineSecrets secrets;
    private AttachedConfig config;
    private ComputeLimit limit;
    private ComputeChanges changes;
    private Event<MachineAttached> attached;
    private Access access;
    private Audit audit;
    private Clock clock;

    @Inject
    public VirtualMachineService(
            ComputeRepository computes,
            Workspaces workspaces,
            MachineSecrets secrets,
            AttachedConfig config,
            ComputeLimit limit,
            ComputeChanges changes,
            Event<MachineAttached> attached,
            Access access,
            Audit audit,
            Clock clock) {
        this.computes = computes;
        this.workspaces = workspaces;
        this.secrets = secrets;
        this.config = config;
        this.limit = limit;
        this.changes = changes;
        this.attached = attached;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected VirtualMachineService() {}

    /**
     * Compute_CreateOrUpdate for VirtualMachine: attaches the machine, or looks at it anew, with another key or password
     * where one is given. Whether it can be reached and used is found out afterwards, and ends the operation.
     */
    public Accepted<ComputeDetails> put(
            Caller caller, WorkspaceId workspaceId, String name, VirtualMachineRequest request) {
        access.require(caller, Actions.COMPUTE_WRITE, workspaceId.compute(name));
        access.require(caller, Actions.COMPUTE_CHECK_NAME, workspaceId.compute(name));
        var workspace = workspaces.get(workspaceId);
        ComputeChanges.requireLocation(workspace, request.location());
        checkSecrets(request);
        var existing = computes.lock(workspace, name);
        var machine = existing.isPresent()
                ? update(ComputeChanges.as(VirtualMachine.class, existing.orElseThrow()), request, caller)
                : create(workspace, name, request, caller);
        attached.fire(new MachineAttached(machine.id()));
        return changes.accept(caller, machine, Actions.COMPUTE_WRITE, existing.isEmpty());
    }

    private void checkSecrets(VirtualMachineRequest request) {
        if (request.password().isPresent() && !config.passwordAllowed()) {
            throw BancadaException.invalid(
                    ACCOUNT + ".password",
                    "Passwords are not allowed for attached machines here; give privateKeyData, or ask an administrator"
                            + " for bancada.attached.password-allowed.");
        }
        request.privateKey().filter(k -> k.value().length() > LONGEST_SECRET).ifPresent(k -> {
            throw BancadaException.invalid(
                    ACCOUNT + ".privateKeyData", "The private key is longer than " + LONGEST_SECRET + " characters.");
        });
        request.password().filter(p -> p.value().length() > 1000).ifPresent(p -> {
            throw BancadaException.invalid(ACCOUNT + ".password", "The password is longer than 1000 characters.");
        });
    }

    private VirtualMachine create(Workspace workspace, String name, VirtualMachineRequest request, Caller caller) {
        ResourceNames.requireCompute(name);
        var address = request.address()
                .filter(a -> ADDRESS.matcher(a).matches())
                .orElseThrow(() -> BancadaException.invalid(
                        FIELD + "address",
                        "address is required: the machine's host name or IP address, nothing else."));
        var user = request.user()
                .filter(u -> USER.matcher(u).matches())
                .orElseThrow(() -> BancadaException.invalid(
                        ACCOUNT + ".username", "username is required: the account to use on the machine."));
        int port = request.port().orElse(VirtualMachineRequest.DEFAULT_PORT);
        if (port < 1 || port > 65_535) {
            throw BancadaException.invalid(FIELD + "sshPort", "sshPort is " + port + "; give 1 to 65535.");
        }
        if (request.privateKey().isEmpty() && request.password().isEmpty()) {
            throw BancadaException.invalid(
                    ACCOUNT + ".privateKeyData", "privateKeyData is required: the private key of the account.");
        }
        requireFree(workspace, address, port, user);
        var machine = new VirtualMachine(
                workspace, name, address, port, user, caller.subject(), caller.name(), clock.instant());
        secrets.keep(machine, request);
        machine.describe(request.description().orElse(""), request.tags(), request.definition());
        limit.requireRoom(workspace.location());
        computes.add(machine);
        audit.compute(machine.id(), "Creating", Message.NONE, caller.name());
        return machine;
    }

    /** A second attachment would work in the first one's files (E7). What other workspaces have is not named. */
    private void requireFree(Workspace workspace, String address, int port, String user) {
        computes.attached(address, port, user).ifPresent(other -> {
            var ours = other.workspace().equals(workspace) ? " as '" + other.name() + "'" : "";
            throw BancadaException.conflict(
                    FIELD + "address",
                    "Compute config already attached: the account " + user + "@" + address + ":" + port
                            + " is attached already" + ours + ". Detach it there first, or use another account.");
        });
    }

    private VirtualMachine update(VirtualMachine machine, VirtualMachineRequest request, Caller caller) {
        request.address().filter(a -> !a.equalsIgnoreCase(machine.address())).ifPresent(a -> {
            throw fixed(FIELD + "address", machine.address());
        });
        request.port().filter(p -> p != machine.port()).ifPresent(p -> {
            throw fixed(FIELD + "sshPort", Integer.toString(machine.port()));
        });
        request.user().filter(u -> !u.equals(machine.user())).ifPresent(u -> {
            throw fixed(ACCOUNT + ".username", machine.user());
        });
        machine.requestCheck(caller.name(), clock.instant());
        secrets.keep(machine, request);
        machine.describe(request.description().orElse(""), request.tags(), request.definition());
        return machine;
    }

    private static BancadaException fixed(String field, String value) {
        return BancadaException.conflict(
                field, "It is '" + value + "' and cannot change; detach the machine and attach it again.");
    }
}
