package io.bancada.compute.model;

import io.bancada.workspace.model.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Compute instances with regard to their apps. */
@ApplicationScoped
public class InstanceAppRepository {
    private static final int MOST = 10_000;
    private static final List<ComputeInstanceState> UP =
            List.of(ComputeInstanceState.Running, ComputeInstanceState.JobRunning);

    @PersistenceContext(unitName = "bancada")
    private EntityManager em;

    @SuppressWarnings("NullAway.Init")
    protected InstanceAppRepository() {}

    public InstanceAppRepository(EntityManager em) {
        this.em = em;
    }

    /** Instances whose machine is up. */
    public List<ComputeInstance> up() {
        return em.createQuery(
                        "select c from ComputeInstance c where c.state in :states order by c.id", ComputeInstance.class)
                .setParameter("states", UP)
                .setMaxResults(MOST)
                .getResultList();
    }

    /** The instance with this uid. */
    public Optional<ComputeInstance> find(UUID uid) {
        return em.createQuery("select c from ComputeInstance c where c.uid = :uid", ComputeInstance.class)
                .setParameter("uid", uid)
                .getResultStream()
                .findFirst();
    }

    /** The ports that instances have for SSH, in order. */
    public List<Integer> sshPorts() {
        return em.createQuery(
                        "select c.ssh.port from ComputeInstance c where c.ssh.port is not null order by c.ssh.port",
                        Integer.class)
                .setMaxResults(MOST)
                .getResultList();
    }

    /** The instances of a workspace that were created with SSH. */
    public List<Long> withSsh(Workspace workspace) {
        return em.createQuery(
                        "select c.id from ComputeInstance c where c.workspace = :workspace and c.ssh.port is not null"
                                + " order by c.id",
                        Long.class)
                .setParameter("workspace", workspace)
                .setMaxResults(MOST)
                .getResultList();
    }

    /** The instance that has this port for SSH. */
    public Optional<ComputeInstance> atSshPort(int port) {
        return em.createQuery("select c from ComputeInstance c where c.ssh.port = :port", ComputeInstance.class)
                .setParameter("port", port)
                .getResultStream()
                .findFirst();
    }

    /** Instances whose machine is up and that have keys for SSH, whether these let somebody in now or not. */
    public List<SshHolder> sshHolders() {
        return em.createQuery(
                        "select new io.bancada.compute.model.SshHolder(c.id, c.owner, c.ssh.closed) from ComputeInstance c"
                                + " where c.state in :states and c.ssh.keys <> '' order by c.id",
                        SshHolder.class)
                .setParameter("states", UP)
                .setMaxResults(MOST)
                .getResultList();
    }

    public Optional<InstanceApp> app(long computeId, String app) {
        return em.createQuery(
                        "select a from InstanceApp a where a.computeId = :compute and a.app = :app", InstanceApp.class)
                .setParameter("compute", computeId)
                .setParameter("app", app)
                .getResultStream()
                .findFirst();
    }

    public void add(InstanceApp app) {
        em.persist(app);
    }
}
