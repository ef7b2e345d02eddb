package io.bancada.job.service;

import io.bancada.access.model.ResourceLockRepository;
import io.bancada.access.model.RoleAssignmentRepository;
import io.bancada.access.service.Access;
import io.bancada.access.service.EndedScopes;
import io.bancada.access.service.Locks;
import io.bancada.access.service.TestRoles;
import io.bancada.audit.model.AuditRepository;
import io.bancada.audit.service.Audit;
import io.bancada.catalog.model.Location;
import io.bancada.catalog.model.LocationRepository;
import io.bancada.catalog.model.VmPriority;
import io.bancada.catalog.service.Locations;
import io.bancada.catalog.service.VmSizeCatalog;
import io.bancada.compute.model.AmlCompute;
import io.bancada.compute.model.Compute;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.compute.model.InstanceAppRepository;
import io.bancada.compute.model.InstanceCoresRepository;
import io.bancada.compute.model.ScaleSettings;
import io.bancada.compute.model.SetupRepository;
import io.bancada.compute.model.VirtualMachine;
import io.bancada.compute.service.AttachedConfig;
import io.bancada.compute.service.ClusterScaler;
import io.bancada.compute.service.ComputeChanges;
import io.bancada.compute.service.ComputeConfig;
import io.bancada.compute.service.ComputeInstanceService;
import io.bancada.compute.service.DiskConfig;
import io.bancada.compute.service.InstanceQuota;
import io.bancada.compute.service.Instances;
import io.bancada.compute.service.SetupProgress;
import io.bancada.compute.service.SetupRows;
import io.bancada.compute.service.SetupRunner;
import io.bancada.compute.service.WorkspacePolicyService;
import io.bancada.cost.model.CostRepository;
import io.bancada.cost.service.CostConfig;
import io.bancada.cost.service.CostLedger;
import io.bancada.driver.NodeProvider;
import io.bancada.job.model.Job;
import io.bancada.job.model.JobRepository;
import io.bancada.job.model.JobSpec;
import io.bancada.node.model.Node;
import io.bancada.node.model.NodeRepository;
import io.bancada.node.service.NodeSources;
import io.bancada.operation.model.OperationRepository;
import io.bancada.operation.service.OperationService;
import io.bancada.operation.service.ResourceChanges;
import io.bancada.quota.model.QuotaKey;
import io.bancada.quota.model.QuotaLimit;
import io.bancada.quota.model.QuotaRepository;
import io.bancada.quota.service.QuotaService;
import io.bancada.workspace.model.PersonFolderRepository;
import io.bancada.workspace.model.ResourceGroup;
import io.bancada.workspace.model.Workspace;
import io.bancada.workspace.model.WorkspaceRepository;
import io.bancada.workspace.service.Installation;
import io.bancada.workspace.service.MapConfig;
import io.bancada.workspace.service.PersonFolders;
import io.bancada.workspace.service.Workspaces;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The product's beans around one entity manager, put together by hand as the container would. */
final class Installed {
    static final String SIZE = "Standard_D2_v2";
    static final int SIZE_CORES = 2;
    static final String INSTANCE_SIZE = "Standard_D3_v2";
    static final int INSTANCE_CORES = 4;
    static final Installation INSTALLATION = new Installation(
            new UUID(1, 1),
            new UUID(2, 2),
            "local",
            "default",
            "main",
            URI.create("https://localhost:8443"),
            Path.of("target", "home"));

    final ComputeRepository computes;
    final NodeRepository nodes;
    final JobRepository jobs;
    final QuotaRepository quotaRows;
    final SetupRepository setups;
    final CostRepository costs;
    final WorkspaceRepository workspaceRows;
    final LocationRepository locationRows;
    final Workspaces workspaces;
    final QuotaService quota;
    final InstanceQuota instanceQuota;
    final ComputeInstanceService instances;
    final WorkspacePolicyService policies;
    final Audit audit;
    final ResourceLockRepository locks;
    final SetupRunner setupRunner;
    final ComputePass pass;
    private final Clock clock;

    Installed(EntityManager em, Clock clock) {
        this(em, clock, List.of());
    }

    @SuppressWarnings("NullAway") // jobs here have no code and no service creates an instance: nobody asks for the rest
    Installed(EntityManager em, Clock clock, List<NodeProvider> providers) {
        this.clock = clock;
        computes = new ComputeRepository(em);
        nodes = new NodeRepository(em);
        jobs = new JobRepository(em);
        quotaRows = new QuotaRepository(em);
        setups = new SetupRepository(em);
        costs = new CostRepository(em);
        workspaceRows = new WorkspaceRepository(em);
        locationRows = new LocationRepository(em);
        workspaces = new Workspaces(workspaceRows, INSTALLATION);
        audit = new Audit(new AuditRepository(em), clock);
        locks = new ResourceLockRepository(em);
        var access = new Access(new RoleAssignmentRepository(em), TestRoles.builtIn(), new Locks(locks));
        quota = new QuotaService(quotaRows, new Locations(locationRows, providers), workspaces, access, audit);
        setupRunner = new SetupRunner(
                new SetupRows(
                        setups,
                        computes,
                        nodes,
                        new PersonFolders(new PersonFolderRepository(em)),
                        workspaces,
                        new SilentEvent<>(),
                        clock),
                new NodeSources(new Locations(locationRows, providers), List.of()));
        var catalog = new VmSizeCatalog();
        instanceQuota = new InstanceQuota(quota, nodes, catalog, new InstanceCoresRepository(em), workspaceRows);
        var operations = new OperationService(new OperationRepository(em), access, clock);
        var changes = new ResourceChanges(new SilentEvent<>());
        var moves = new JobMoves(jobs, operations, null, new JobPaths(workspaces, null), workspaces, changes, audit);
        instances = new ComputeInstanceService(
                null,
                new Instances(computes, workspaces),
                instanceQuota,
                new ComputeChanges(nodes, workspaces, operations, changes, audit, new SilentEvent<>()),
                null,
                access,
                audit,
                clock);
        policies = new WorkspacePolicyService(
                workspaceRows,
                new InstanceCoresRepository(em),
                new InstanceAppRepository(em),
                workspaces,
                new Locations(locationRows, providers),
                quota,
                changes,
                access,
                audit,
                clock);
        var settlement = new ComputeSettlement(
                computes,
                jobs,
                operations,
                workspaces,
                new EndedScopes(new RoleAssignmentRepository(em), locks),
                audit);
        var scaler = new ClusterScaler(nodes, quota, catalog, new Locks(locks), workspaces, audit, clock);
        var processNews = new ProcessNews(jobs, moves);
        pass = new ComputePass(
                computes,
                nodes,
                jobs,
                new NodeNews(nodes, quota, audit),
                processNews,
                new Dispatcher(jobs, moves),
                moves,
                new PassResults(jobs, moves),
                List.of(
                        new ClusterKind(scaler, nodes, jobs, settlement),
                        new InstanceKind(
                                catalog,
                                new ComputeConfig(100, 2, 500),
                                moves,
                                settlement,
                                new SetupProgress(setups),
                                new CostLedger(
                                        costs,
                                        catalog,
                                        new DiskConfig(new MapConfig(Map.of())),
                                        new CostConfig(new BigDecimal("0.73"))),
                                instanceQuota,
                                audit),
                        new VirtualMachineKind(
                                new AttachedConfig(false, List.of("debian"), 2), nodes, processNews, settlement)),
                workspaces,
                changes,
                clock);
    }

    /** A location with limits and a workspace in it. */
    Workspace workspace(long cores) {
        locationRows.add(new Location("local", "fake", Map.of()));
        quotaRows.add(new QuotaLimit("local", QuotaLimit.TOTAL, VmPriority.Dedicated, cores));
        quotaRows.add(new QuotaLimit("local", QuotaLimit.TOTAL, VmPriority.LowPriority, cores));
        quotaRows.add(new QuotaLimit("local", "standardDv2Family", VmPriority.Dedicated, cores));
        var group = new ResourceGroup("default", "local", Map.of());
        workspaceRows.add(group);
        var workspace = new Workspace(group, "main", "local", "test", clock.instant());
        workspaceRows.add(workspace);
        return workspace;
    }

    AmlCompute cluster(Workspace workspace, String name, int min, int max, Duration idle) {
        var compute = new AmlCompute(
                workspace,
                name,
                SIZE,
                VmPriority.Dedicated,
                new ScaleSettings(min, max, idle),
                "ana",
                "Ana",
                clock.instant());
        computes.add(compute);
        return compute;
    }

    VirtualMachine machine(Workspace workspace, String name) {
        var machine = new VirtualMachine(workspace, name, "Vm1.example", 22, "ana", "ana", "Ana", clock.instant());
        computes.add(machine);
        return machine;
    }

    /** An instance of Ana's, as the service makes one: with its node and the cores that it holds. */
    ComputeInstance instance(Workspace workspace, String name) {
        var instance = new ComputeInstance(workspace, name, INSTANCE_SIZE, "ana", "Ana", clock.instant());
        computes.add(instance);
        var node = new Node(
                instance.id(),
                instance.uid().toString(),
                "local",
                INSTANCE_SIZE,
                VmPriority.Dedicated,
                clock.instant());
        nodes.add(node);
        quota.lock("local");
        quota.reserve(
                new QuotaKey("local", "standardDv2Family", VmPriority.Dedicated),
                INSTANCE_CORES,
                workspace.id(),
                node.id());
        return instance;
    }

    Job job(Workspace workspace, Compute compute, String name, String owner, int instances) {
        var spec = new JobSpec(
                "Default",
                name,
                "{\"command\":\"true\"}",
                Optional.empty(),
                instances,
                Optional.empty(),
                Map.of(),
                List.of());
        var job = new Job(workspace, name, compute.id(), compute.name(), spec, owner, owner, clock.instant());
        jobs.add(job);
        return job;
    }
}
