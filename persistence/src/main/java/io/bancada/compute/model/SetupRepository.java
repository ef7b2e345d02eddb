package io.bancada.compute.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/** Texts and runs of the setup scripts of instances. */
@ApplicationScoped
public class SetupRepository {
    private static final int MOST = 10_000;

    @PersistenceContext(unitName = "bancada")
    private EntityManager em;

    @SuppressWarnings("NullAway.Init")
    protected SetupRepository() {}

    public SetupRepository(EntityManager em) {
        this.em = em;
    }

    /** The text of an instance's script, where one was sent. */
    public Optional<SetupContent> content(long computeId, SetupPhase phase) {
        return em.createQuery(
                        "select c from SetupContent c where c.computeId = :compute and c.phase = :phase",
                        SetupContent.class)
                .setParameter("compute", computeId)
                .setParameter("phase", phase)
                .getResultStream()
                .findFirst();
    }

    public void add(SetupContent content) {
        em.persist(content);
    }

    public void remove(SetupContent content) {
        em.remove(content);
    }

    /** Runs that have not ended, of all instances, oldest first. */
    public List<SetupRun> running() {
        return em.createQuery("select r from SetupRun r where r.outcome = Running order by r.id", SetupRun.class)
                .setMaxResults(MOST)
                .getResultList();
    }

    public Optional<SetupRun> run(long number) {
        return Optional.ofNullable(em.find(SetupRun.class, number));
    }

    /** The runs of an instance, newest first. */
    public List<SetupRun> runs(long computeId) {
        return em.createQuery(
                        "select r from SetupRun r where r.computeId = :compute order by r.id desc", SetupRun.class)
                .setParameter("compute", computeId)
                .setMaxResults(MOST)
                .getResultList();
    }

    public void add(SetupRun run) {
        em.persist(run);
    }

    public void remove(SetupRun run) {
        em.remove(run);
    }
}
