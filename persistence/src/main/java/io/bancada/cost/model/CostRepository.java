package io.bancada.cost.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.UUID;

/** Lines of the ledger of costs: rows are added and ended, and never go. */
@ApplicationScoped
public class CostRepository {
    @PersistenceContext(unitName = "bancada")
    private EntityManager em;

    @SuppressWarnings("NullAway.Init")
    protected CostRepository() {}

    public CostRepository(EntityManager em) {
        this.em = em;
    }

    public void add(CostLine line) {
        em.persist(line);
    }

    /** What of a compute costs now. */
    public List<CostLine> open(UUID compute) {
        return em.createQuery(
                        "select l from CostLine l where l.computeUid = :compute and l.endedAt is null order by l.id",
                        CostLine.class)
                .setParameter("compute", compute)
                .getResultList();
    }

    /** All that a compute has cost, newest first. */
    public List<CostLine> of(UUID compute) {
        return em.createQuery(
                        "select l from CostLine l where l.computeUid = :compute order by l.id desc", CostLine.class)
                .setParameter("compute", compute)
                .getResultList();
    }
}
