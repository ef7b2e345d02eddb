package io.bancada.compute.service;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.error.BancadaException;
import io.bancada.workspace.model.WorkspaceId;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** The way in by SSH, for the person whose instance it is. */
@Stateless
public class InstanceSshService {
    private Instances instances;
    private SshSettings settings;
    private ComputeChanges changes;
    private Access access;

    @Inject
    public InstanceSshService(Instances instances, SshSettings settings, ComputeChanges changes, Access access) {
        this.instances = instances;
        this.settings = settings;
        this.changes = changes;
        this.access = access;
    }

    @SuppressWarnings("NullAway")
    protected InstanceSshService() {}

    /**
     * Gives the instance its person's public keys, in place of those that it had. For whoever opens its apps: others
     * learn nothing but that they may not.
     *
     * @param keys one a line, as OpenSSH writes them
     * @throws BancadaException 400 where a key cannot be taken, 403 for everybody else, 409 without SSH
     */
    public ComputeDetails giveKeys(Caller caller, WorkspaceId workspace, String name, String keys) {
        access.require(caller, Actions.COMPUTE_OPEN_APPS, workspace.compute(name));
        access.requireNoProgram(caller, "adminPublicKey");
        var instance = instances.lock(workspace, name, "Only a ComputeInstance is reached by SSH.");
        settings.give(caller, instance, "adminPublicKey", keys);
        return changes.done(caller, instance, Actions.COMPUTE_OPEN_APPS).resource();
    }
}
