package io.bancada.cost.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Lines of the ledger of costs: rows are added and ended, and never go. */
@ApplicationScoped
public class CostRepository {
    /** Far more than kinds of cost: what is over is ended by the next look. */
    private static final int MOST_OPEN = 100;

    private static final int PAGE = 100;

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
                .setMaxResults(MOST_OPEN)
                .getResultList();
    }

    /** All that a compute has cost, newest first: a sum must be of all. Read page by page. */
    public List<CostLine> of(UUID compute) {
        var lines = new ArrayList<CostLine>();
        var before = Long.MAX_VALUE;
        List<CostLine> page;
        do {
            page = page(compute, before);
            lines.addAll(page);
            before = page.isEmpty() ? before : page.get(page.size() - 1).id();
        } while (page.size() == PAGE);
        return lines;
    }

    private List<CostLine> page(UUID compute, long before) {
        return em.createQuery(
                        "select l from CostLine l where l.computeUid = :compute and l.id < :before order by l.id desc",
                        CostLine.class)
                .setParameter("compute", compute)
                .setParameter("before", before)
                .setMaxResults(PAGE)
                .getResultList();
    }
}
