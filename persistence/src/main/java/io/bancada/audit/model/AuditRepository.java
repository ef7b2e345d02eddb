package io.bancada.audit.model;

import io.bancada.paging.Page;
import io.bancada.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;

/** Audit entries and resource events: rows are only ever added. */
@ApplicationScoped
public class AuditRepository {
    @PersistenceContext(unitName = "bancada")
    private EntityManager em;

    @SuppressWarnings("NullAway.Init")
    protected AuditRepository() {}

    public AuditRepository(EntityManager em) {
        this.em = em;
    }

    public void add(AuditEntry entry) {
        em.persist(entry);
    }

    public void add(ResourceEvent event) {
        em.persist(event);
    }

    /** What says that a node of a compute is wanted or can be used, newest first. */
    public List<ResourceEvent> nodesComing(String compute, int limit) {
        return em.createQuery(
                        "select e from ResourceEvent e where e.resource = :resource"
                                + " and (e.event like 'node % preparing' or e.event like 'node % idle') order by e.id desc",
                        ResourceEvent.class)
                .setParameter("resource", compute)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Whether the history of one resource has this event since then. */
    public boolean has(String resource, String event, Instant since) {
        return !em.createQuery(
                        "select e.id from ResourceEvent e where e.resource = :resource and e.event = :event and e.at >= :since",
                        Long.class)
                .setParameter("resource", resource)
                .setParameter("event", event)
                .setParameter("since", since)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** The history of one resource, newest first. */
    public Page<ResourceEvent> history(String resource, PageRequest page) {
        var rows = em.createQuery(
                        "select e from ResourceEvent e where e.resource = :resource and e.id < :after order by e.id desc",
                        ResourceEvent.class)
                .setParameter("resource", resource)
                .setParameter("after", page.afterId().orElse(Long.MAX_VALUE))
                .setMaxResults(page.size() + 1)
                .getResultList();
        return Page.of(rows, page.size(), e -> e.id().toString());
    }
}
