package io.bancada.compute.model;

import io.bancada.quota.model.QuotaLimit;
import io.bancada.quota.model.QuotaUsage;
import io.bancada.workspace.model.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Locale;

/** Who holds which cores of the quota. */
@ApplicationScoped
public class InstanceCoresRepository {
    private static final int MOST = 10_000;

    @PersistenceContext(unitName = "bancada")
    private EntityManager em;

    @SuppressWarnings("NullAway.Init")
    protected InstanceCoresRepository() {}

    public InstanceCoresRepository(EntityManager em) {
        this.em = em;
    }

    /** A compute instance that has stopped and holds cores nevertheless. */
    public record Stopped(long computeId, long nodeId, long cores) {}

    /** A compute and the cores that all of its nodes hold together. */
    public record Holder(String name, long cores) {}

    /** The instances of a workspace that have stopped and hold cores, oldest first. */
    public List<Stopped> stopped(Workspace workspace) {
        return em.createQuery(
                        "select new io.bancada.compute.model.InstanceCoresRepository$Stopped(i.id, n.id, r.cores)"
                                + " from ComputeInstance i, Node n, Reservation r where i.workspace = :workspace"
                                + " and i.state = Stopped and n.computeId = i.id and r.nodeId = n.id order by i.id",
                        Stopped.class)
                .setParameter("workspace", workspace)
                .setMaxResults(MOST)
                .getResultList();
    }

    /** Whether any node of the compute with this name holds cores. */
    public boolean holds(Workspace workspace, String name) {
        return !em.createQuery(
                        "select r.id from Reservation r, Node n, Compute c where c.workspace = :workspace"
                                + " and c.nameKey = :key and n.computeId = c.id and r.nodeId = n.id",
                        Long.class)
                .setParameter("workspace", workspace)
                .setParameter("key", name.toLowerCase(Locale.ROOT))
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** Those of a workspace who hold what a line of its location's ledger counts, most cores first. */
    public List<Holder> holders(Workspace workspace, QuotaUsage line, int limit) {
        return em.createQuery(
                        "select new io.bancada.compute.model.InstanceCoresRepository$Holder(c.name, sum(r.cores))"
                                + " from Reservation r, Node n, Compute c where c.workspace = :workspace"
                                + " and r.vmPriority = :priority and (:family = :total or r.family = :family)"
                                + " and n.id = r.nodeId and c.id = n.computeId group by c.id, c.name"
                                + " order by sum(r.cores) desc, c.id",
                        Holder.class)
                .setParameter("workspace", workspace)
                .setParameter("priority", line.priority())
                .setParameter("family", line.family())
                .setParameter("total", QuotaLimit.TOTAL)
                .setMaxResults(limit)
                .getResultList();
    }
}
