package io.bancada.quota.model;

import io.bancada.catalog.model.VmPriority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Limits and reservations. */
@ApplicationScoped
public class QuotaRepository {
    @PersistenceContext(unitName = "bancada")
    private EntityManager em;

    @SuppressWarnings("NullAway.Init")
    protected QuotaRepository() {}

    public QuotaRepository(EntityManager em) {
        this.em = em;
    }

    /**
     * Locks the location's ledger until the end of the transaction: whoever wants to reserve there waits. The row of the
     * dedicated total stands for the whole ledger; every location has one.
     */
    public void lock(String location) {
        em.createQuery(
                        "select q from QuotaLimit q where q.location = :location and q.family = :total and q.vmPriority = Dedicated",
                        QuotaLimit.class)
                .setParameter("location", location)
                .setParameter("total", QuotaLimit.TOTAL)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getSingleResult();
    }

    /** All limits of a location; a location has one a family and two totals. */
    public List<QuotaLimit> limits(String location) {
        return em.createQuery(
                        "select q from QuotaLimit q where q.location = :location order by q.vmPriority, q.family",
                        QuotaLimit.class)
                .setParameter("location", location)
                .getResultList();
    }

    public Optional<QuotaLimit> limit(String location, String family, VmPriority priority) {
        return em.createQuery(
                        "select q from QuotaLimit q where q.location = :location and lower(q.family) = lower(:family) and q.vmPriority = :priority",
                        QuotaLimit.class)
                .setParameter("location", location)
                .setParameter("family", family)
                .setParameter("priority", priority)
                .getResultStream()
                .findFirst();
    }

    /** Reserved cores of a location by family and priority; what nobody reserved has no entry. */
    public Map<QuotaKey, Long> reserved(String location) {
        var sums = new HashMap<QuotaKey, Long>();
        em.createQuery(
                        "select r.family, r.vmPriority, sum(r.cores) from Reservation r where r.location = :location group by r.family, r.vmPriority",
                        Object[].class)
                .setParameter("location", location)
                .getResultStream()
                .forEach(row -> sums.put(new QuotaKey(location, (String) row[0], (VmPriority) row[1]), (Long) row[2]));
        return sums;
    }

    public void add(QuotaLimit limit) {
        em.persist(limit);
    }

    public void add(Reservation reservation) {
        em.persist(reservation);
    }

    /** Whether a node holds cores. */
    public boolean holds(long nodeId) {
        return !em.createQuery("select r.id from Reservation r where r.nodeId = :node", Long.class)
                .setParameter("node", nodeId)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /**
     * Gives back what a node held.
     *
     * @return whether it held anything
     */
    public boolean release(long nodeId) {
        return em.createQuery("delete from Reservation r where r.nodeId = :node")
                        .setParameter("node", nodeId)
                        .executeUpdate()
                > 0;
    }
}
