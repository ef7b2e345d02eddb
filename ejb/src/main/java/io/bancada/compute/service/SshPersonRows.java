package io.bancada.compute.service;

import io.bancada.app.service.SshDoor;
import io.bancada.audit.service.Audit;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.compute.model.InstanceApp;
import io.bancada.compute.model.InstanceAppRepository;
import io.bancada.compute.model.SshHolder;
import io.bancada.message.Message;
import io.bancada.operation.service.ResourceChange;
import io.bancada.operation.service.ResourceChanges;
import io.bancada.workspace.service.Workspaces;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the watch over people with keys reads and writes, each in a transaction of its own. Called by the product itself alone. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class SshPersonRows {
    private InstanceAppRepository rows;
    private ComputeRepository computes;
    private Workspaces workspaces;
    private ResourceChanges changes;
    private Audit audit;

    @Inject
    public SshPersonRows(
            InstanceAppRepository rows,
            ComputeRepository computes,
            Workspaces workspaces,
            ResourceChanges changes,
            Audit audit) {
        this.rows = rows;
        this.computes = computes;
        this.workspaces = workspaces;
        this.changes = changes;
        this.audit = audit;
    }

    @SuppressWarnings("NullAway")
    protected SshPersonRows() {}

    /** The people whose keys let them into instances that are up, or would if they might sign on. */
    public SortedSet<String> people() {
        return rows.sshHolders().stream().map(SshHolder::person).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Lets this person in by SSH, or nobody with their keys: what they had open ends then. */
    public void let(String person, boolean in) {
        rows.sshHolders().stream()
                .filter(holder -> holder.person().equals(person) && holder.closed() == in)
                .flatMap(holder -> computes.lock(holder.instance()).stream())
                .filter(ComputeInstance.class::isInstance)
                .map(ComputeInstance.class::cast)
                .filter(instance -> instance.owner().equals(person) && instance.shutSsh(!in))
                .forEach(instance -> tell(instance, in));
    }

    private void tell(ComputeInstance instance, boolean in) {
        rows.app(instance.id(), SshDoor.NAME).ifPresent(InstanceApp::startsAgain);
        audit.compute(
                instance.id(),
                in ? "SshOpened" : "SshClosed",
                Message.of(in ? "instance.sshOpened" : "instance.sshClosed", instance.ownerName()),
                "system");
        changes.announce(new ResourceChange(workspaces.armId(instance.workspace()), "computes", instance.name()));
    }
}
