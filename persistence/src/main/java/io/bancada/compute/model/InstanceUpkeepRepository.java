package io.bancada.compute.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Compute instances with regard to what happens to them by itself: schedules, idle shutdown, looks at their disks. */
@ApplicationScoped
public class InstanceUpkeepRepository {
    private static final int MOST = 10_000;

    @PersistenceContext(unitName = "bancada")
    private EntityManager em;

    @SuppressWarnings("NullAway.Init")
    protected InstanceUpkeepRepository() {}

    public InstanceUpkeepRepository(EntityManager em) {
        this.em = em;
    }

    /** Row numbers of instances with a schedule that is due, in order, from above one on. */
    public List<Long> scheduleDue(Instant now, long after, int limit) {
        return em.createQuery(
                        "select c.id from ComputeInstance c where c.scheduleNextAt <= :now and c.id > :after order by c.id",
                        Long.class)
                .setParameter("now", now)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Instances that are up and are to stop when idle. */
    public List<ComputeInstance> watchedForIdleness() {
        return em.createQuery(
                        "select c from ComputeInstance c where c.idleSeconds is not null and c.state in :states"
                                + " order by c.id",
                        ComputeInstance.class)
                .setParameter("states", List.of(ComputeInstanceState.Running, ComputeInstanceState.JobRunning))
                .setMaxResults(MOST)
                .getResultList();
    }

    /**
     * Row numbers of instances whose disk is to be measured now: those that are up and were not since {@code before}, those
     * that have stopped since, and those of which it was asked. The longest not measured come first.
     */
    public List<Long> diskDue(Instant before, int limit) {
        return em.createQuery(
                        "select c.id from ComputeInstance c where c.disk.asked = true"
                                + " or c.state in :up and (c.disk.triedAt is null or c.disk.triedAt <= :before)"
                                + " or c.state = Stopped and (c.disk.triedAt is null or c.disk.triedAt < c.stateAt)"
                                + " order by c.disk.asked desc, c.disk.triedAt asc nulls first, c.id",
                        Long.class)
                .setParameter("up", List.of(ComputeInstanceState.Running, ComputeInstanceState.JobRunning))
                .setParameter("before", before)
                .setMaxResults(limit)
                .getResultList();
    }

    /** What is known of the work on an instance. */
    public Optional<IdleRecord> idle(long computeId) {
        return Optional.ofNullable(em.find(InstanceIdle.class, computeId)).map(InstanceIdle::record);
    }

    /** Keeps what is known of the work on an instance. */
    public void keep(long computeId, IdleRecord record) {
        var row = em.find(InstanceIdle.class, computeId);
        if (row == null) {
            em.persist(new InstanceIdle(computeId, record));
        } else {
            row.put(record);
        }
    }
}
