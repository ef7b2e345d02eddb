package io.bancada.compute.service;

import io.bancada.app.service.App;
import io.bancada.app.service.AppPlace;
import io.bancada.app.service.SshDoor;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.InstanceApp;
import io.bancada.compute.model.InstanceAppRepository;
import io.bancada.compute.model.InstanceSsh;
import io.bancada.driver.NodeKey;
import io.bancada.file.model.SharePath;
import io.bancada.node.model.NodeRepository;
import io.bancada.node.service.NodePlace;
import io.bancada.workspace.service.PersonFolders;
import io.bancada.workspace.service.Workspaces;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the loop over apps reads and writes, each in a transaction of its own. Called by the product itself alone. */
@Stateless
public class InstanceAppRows {
    private InstanceAppRepository instances;
    private NodeRepository nodes;
    private PersonFolders folders;
    private Workspaces workspaces;

    @Inject
    public InstanceAppRows(
            InstanceAppRepository instances, NodeRepository nodes, PersonFolders folders, Workspaces workspaces) {
        this.instances = instances;
        this.nodes = nodes;
        this.folders = folders;
        this.workspaces = workspaces;
    }

    @SuppressWarnings("NullAway")
    protected InstanceAppRows() {}

    /** What is to run on all instances that are up: these apps, and the way in by SSH where there is one. */
    public List<InstancePlace> up(List<App> apps) {
        return instances.up().stream()
                .flatMap(instance -> Stream.concat(apps.stream(), ssh(instance).stream())
                        .flatMap(app -> place(instance, app, make(instance.id(), app)).stream()))
                .toList();
    }

    /** What is behind a port for SSH, where that instance is up and has been given a key. */
    public Optional<InstancePlace> behind(int sshPort) {
        return instances
                .atSshPort(sshPort)
                .filter(instance -> instance.state().up())
                .flatMap(instance -> ssh(instance)
                        .flatMap(app ->
                                instances.app(instance.id(), app.name()).flatMap(row -> place(instance, app, row))));
    }

    /** The ports for SSH behind which there may be something. */
    public Set<Integer> sshPorts() {
        return instances.up().stream()
                .filter(instance -> ssh(instance).isPresent())
                .flatMap(instance -> instance.ssh().stream())
                .map(InstanceSsh::port)
                .collect(Collectors.toSet());
    }

    /** The way in by SSH; none where the workspace's policy keeps it shut (J3). */
    private static Optional<App> ssh(ComputeInstance instance) {
        return instance.ssh()
                .filter(ssh -> instance.workspace().policy().allowsSsh())
                .filter(InstanceSsh::opens)
                .map(InstanceSsh::keys)
                .map(SshDoor::app);
    }

    /** Those of these apps that have been started on an instance that is up. */
    public List<InstancePlace> started(ComputeInstance instance, List<App> apps) {
        return apps.stream()
                .flatMap(app -> instances.app(instance.id(), app.name()).stream()
                        .flatMap(row -> place(instance, app, row).stream()))
                .toList();
    }

    /** The instance behind a label, with its app where the machine is up and the app is one of these. */
    public Optional<Known> find(InstanceLabel label, List<App> apps) {
        return instances
                .find(label.instance())
                .map(instance -> new Known(
                        workspaces.armId(instance.workspace()).child("computes", instance.name()),
                        instance.name(),
                        instance.owner(),
                        instance.state().toString(),
                        apps.stream()
                                .filter(app -> instance.state().up())
                                .filter(app -> label.app().isEmpty()
                                        ? app.equals(apps.get(0))
                                        : app.name().equals(label.app()))
                                .findFirst()
                                .flatMap(app -> instances
                                        .app(instance.id(), app.name())
                                        .flatMap(row -> place(instance, app, row)))));
    }

    /** The start that was is over, and has not been followed by another yet: the next one is to be made. */
    public void startAgain(InstancePlace was) {
        instances
                .app(was.computeId(), was.app().name())
                .filter(app -> app.starts() == was.place().start())
                .ifPresent(InstanceApp::startsAgain);
    }

    private Optional<InstancePlace> place(ComputeInstance instance, App app, InstanceApp row) {
        return nodes.of(instance.id()).stream()
                .filter(node -> node.usable())
                .findFirst()
                .map(node -> {
                    var folder = folders.of(instance.owner(), instance.ownerName());
                    return new InstancePlace(
                            instance.id(),
                            workspaces.armId(instance.workspace()),
                            instance.name(),
                            app,
                            new AppPlace(
                                    NodePlace.in(instance.location()),
                                    new NodeKey(node.key()),
                                    instance.owner(),
                                    folder,
                                    workspaces
                                            .share(instance.workspace())
                                            .resolve(SharePath.USERS)
                                            .resolve(folder),
                                    row.starts()));
                });
    }

    private InstanceApp make(long computeId, App app) {
        return instances.app(computeId, app.name()).orElseGet(() -> {
            var first = new InstanceApp(computeId, app.name());
            instances.add(first);
            return first;
        });
    }

    /** What the row says. */
    record Known(String armId, String name, String owner, String state, Optional<InstancePlace> app) {}
}
