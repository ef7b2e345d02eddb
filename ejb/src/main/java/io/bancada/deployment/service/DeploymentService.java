package io.bancada.deployment.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.access.model.Caller;
import io.bancada.access.model.Scope;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.audit.service.Audit;
import io.bancada.deployment.model.Deployment;
import io.bancada.deployment.model.DeploymentRepository;
import io.bancada.deployment.model.DeploymentState;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import io.bancada.workspace.model.ResourceGroup;
import io.bancada.workspace.model.WorkspaceRepository;
import io.bancada.workspace.service.Installation;
import io.bancada.workspace.service.Workspaces;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** Use cases of deployments of a resource group (P1). Who makes the resources of a deployment needs the rights to each of them. */
@Stateless
public class DeploymentService {
    private static final String TYPE = "/providers/Microsoft.Resources/deployments/";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.()-]{1,64}");

    /** Deployments of one resource group that are kept. */
    private static final int KEPT = 100;

    private DeploymentRepository rows;
    private WorkspaceRepository groups;
    private Workspaces workspaces;
    private Installation installation;
    private Access access;
    private Audit audit;
    private Clock clock;

    @Inject
    public DeploymentService(
            DeploymentRepository rows,
            WorkspaceRepository groups,
            Workspaces workspaces,
            Installation installation,
            Access access,
            Audit audit,
            Clock clock) {
        this.rows = rows;
        this.groups = groups;
        this.workspaces = workspaces;
        this.installation = installation;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected DeploymentService() {}

    /**
     * Reads a template and checks it, without making anything.
     *
     * @param action what is wanted of it: {@link Actions#DEPLOYMENT_WRITE}, {@link Actions#DEPLOYMENT_VALIDATE} or
     *     {@link Actions#DEPLOYMENT_WHAT_IF}
     * @throws BancadaException 400 InvalidTemplate naming the place
     */
    public TemplateDeployment read(
            Caller caller, String action, DeploymentName name, JsonNode template, JsonNode parameters) {
        access.require(caller, action, name.group());
        var group = group(name);
        if (!NAME.matcher(name.name()).matches()) {
            throw BancadaException.invalid(
                    "deploymentName", "Give 1 to 64 letters, digits, '_', '-', '.', '(' or ')'.");
        }
        var place = new DeploymentPlace(
                installation.subscription(),
                installation.tenant().toString(),
                group.name(),
                group.location(),
                group.tags(),
                name.name());
        return TemplateDeployment.of(template, parameters, place, clock.instant());
    }

    /**
     * Deployments_CreateOrUpdate: puts on record that it begins. The caller of this sees to it that it is carried out.
     *
     * @throws BancadaException 409 DeploymentActive while another of this name is under way
     */
    public DeploymentDetails begin(Caller caller, DeploymentName name, TemplateDeployment deployment) {
        access.require(caller, Actions.DEPLOYMENT_WRITE, name.group());
        var group = group(name);
        rows.lock(group, name.name()).map(this::settled).ifPresent(before -> {
            if (!before.state().ended()) {
                throw new BancadaException(
                        ErrorCode.DEPLOYMENT_ACTIVE,
                        name.armId(),
                        "The deployment '" + before.name()
                                + "' is still under way; wait for its end, cancel it, or choose another name.");
            }
            rows.remove(before);
        });
        var now = clock.instant();
        var steps = deployment.resources().stream()
                .map(r -> DeploymentStep.waiting(r, now))
                .toList();
        var row = new Deployment(
                group,
                name.name(),
                DeploymentJson.write("properties.template", deployment.json()),
                deployment.hash(),
                DeploymentJson.write("properties.parameters", deployment.parameters()),
                DeploymentJson.write("properties.template.resources", steps),
                caller.subject(),
                caller.name(),
                now);
        rows.add(row);
        rows.newestFirst(group).stream()
                .skip(KEPT)
                .filter(d -> d.state().ended())
                .forEach(rows::remove);
        audit.record(caller, Actions.DEPLOYMENT_WRITE, name.armId(), "template " + row.templateHash());
        return details(row);
    }

    /** Deployments_Get. */
    public DeploymentDetails get(Caller caller, DeploymentName name) {
        access.require(caller, Actions.DEPLOYMENT_READ, name.group());
        return details(settled(find(name)));
    }

    /** Deployments_ListByResourceGroup, newest first: the {@value #KEPT} newest are kept. */
    public List<DeploymentDetails> list(Caller caller, DeploymentName any) {
        access.require(caller, Actions.DEPLOYMENT_READ, any.group());
        return rows.newestFirst(group(any)).stream()
                .map(this::settled)
                .map(this::details)
                .toList();
    }

    /**
     * Deployments_Cancel: what is made stays, the rest is not made.
     *
     * @throws BancadaException 409 when it has ended already
     */
    public void cancel(Caller caller, DeploymentName name) {
        access.require(caller, Actions.DEPLOYMENT_CANCEL, name.group());
        var row = settled(find(name));
        if (row.state().ended()) {
            throw BancadaException.conflict(
                    name.armId(), "The deployment is " + row.state() + " already; there is nothing to cancel.");
        }
        row.cancel(clock.instant());
        audit.record(caller, Actions.DEPLOYMENT_CANCEL, name.armId(), "canceled");
    }

    /**
     * Deployments_Delete: forgets the deployment, not what it made.
     *
     * @return whether there was one
     * @throws BancadaException 409 while it is under way
     */
    public boolean delete(Caller caller, DeploymentName name) {
        access.require(caller, Actions.DEPLOYMENT_DELETE, name.group());
        var found = rows.lock(group(name), name.name()).map(this::settled);
        found.ifPresent(row -> {
            if (!row.state().ended()) {
                throw BancadaException.conflict(name.armId(), "The deployment is under way; cancel it first.");
            }
            rows.remove(row);
            audit.record(caller, Actions.DEPLOYMENT_DELETE, name.armId(), "deleted");
        });
        return found.isPresent();
    }

    /**
     * How far it is, said by whoever carries it out.
     *
     * @return whether it is to go on: not when it was canceled meanwhile
     */
    public boolean advance(UUID id, List<DeploymentStep> steps) {
        return rows.lock(id)
                .map(row -> {
                    row.advance(DeploymentJson.write("steps", steps), clock.instant());
                    return row.state() == DeploymentState.Running;
                })
                .orElse(false);
    }

    /** All of it is made. */
    public void succeed(UUID id, JsonNode outputs) {
        rows.lock(id).ifPresent(row -> row.succeed(DeploymentJson.write("outputs", outputs), clock.instant()));
    }

    /** It cannot be made. */
    public void fail(UUID id, String code, Message why) {
        rows.lock(id).ifPresent(row -> row.fail(code, why, clock.instant()));
    }

    private Deployment find(DeploymentName name) {
        return rows.lock(group(name), name.name())
                .orElseThrow(() -> new BancadaException(
                        ErrorCode.DEPLOYMENT_NOT_FOUND,
                        name.armId(),
                        "Deployment '" + name.name() + "' could not be found."));
    }

    private ResourceGroup group(DeploymentName name) {
        workspaces.requireSubscription(name.subscription());
        return groups.findGroup(name.resourceGroup())
                .orElseThrow(() -> new BancadaException(
                        ErrorCode.RESOURCE_GROUP_NOT_FOUND,
                        name.resourceGroup(),
                        "Resource group '" + name.resourceGroup() + "' could not be found."));
    }

    /** What nobody is at work on any more, since the server that was has ended, has failed. */
    private Deployment settled(Deployment row) {
        if (!row.state().ended()
                && row.touchedAt().plus(DeploymentName.ABANDONED).isBefore(clock.instant())) {
            row.fail(ErrorCode.INTERNAL.arm(), Message.of("deployment.abandoned"), clock.instant());
        }
        return row;
    }

    private DeploymentDetails details(Deployment d) {
        return new DeploymentDetails(
                d.id(),
                new Scope("/subscriptions/" + installation.subscription() + "/resourceGroups/"
                                        + d.resourceGroup().name())
                                .id()
                        + TYPE
                        + d.name(),
                d.name(),
                d.mode(),
                d.state(),
                DeploymentJson.read(d.template()),
                d.templateHash(),
                DeploymentJson.read(d.parameters()),
                DeploymentJson.read(d.outputs()),
                DeploymentJson.steps(d.steps()),
                d.errorCode(),
                d.errorMessage(),
                d.startedAt(),
                d.touchedAt(),
                d.endedAt());
    }
}
