package io.bancada.quota.model;

import io.bancada.error.Duplicates;
import io.bancada.paging.Page;
import io.bancada.paging.PageRequest;
import io.bancada.workspace.model.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Locale;
import java.util.Optional;

/** Requests for more cores. */
@ApplicationScoped
public class QuotaRequestRepository {
    @PersistenceContext(unitName = "bancada")
    private EntityManager em;

    @SuppressWarnings("NullAway.Init")
    protected QuotaRequestRepository() {}

    public QuotaRequestRepository(EntityManager em) {
        this.em = em;
    }

    /** The request with this name, without regard to case. */
    public Optional<QuotaRequest> find(Workspace workspace, String name) {
        return byName(workspace, name, LockModeType.NONE);
    }

    /** The same, locked until the end of the transaction. */
    public Optional<QuotaRequest> lock(Workspace workspace, String name) {
        return byName(workspace, name, LockModeType.PESSIMISTIC_WRITE);
    }

    private Optional<QuotaRequest> byName(Workspace workspace, String name, LockModeType lock) {
        return em.createQuery(
                        "select r from QuotaRequest r where r.workspace = :workspace and r.nameKey = :key",
                        QuotaRequest.class)
                .setParameter("workspace", workspace)
                .setParameter("key", name.toLowerCase(Locale.ROOT))
                .setLockMode(lock)
                .getResultStream()
                .findFirst();
    }

    /** Whether the workspace waits for a decision about this limit already. */
    public Optional<QuotaRequest> pending(Workspace workspace, QuotaLimit limit) {
        return em.createQuery(
                        "select r from QuotaRequest r where r.workspace = :workspace and r.location = :location"
                                + " and r.status = Pending and r.family = :family and r.vmPriority = :priority",
                        QuotaRequest.class)
                .setParameter("workspace", workspace)
                .setParameter("location", limit.location())
                .setParameter("family", limit.family())
                .setParameter("priority", limit.vmPriority())
                .getResultStream()
                .findFirst();
    }

    /** Requests of one workspace, newest first. */
    public Page<QuotaRequest> list(Workspace workspace, Optional<QuotaRequestStatus> status, PageRequest page) {
        var rows = em.createQuery(
                        "select r from QuotaRequest r join fetch r.workspace w join fetch w.resourceGroup"
                                + " where w = :workspace and r.location = :location and r.id < :after"
                                + " and (:every = true or r.status = :status) order by r.id desc",
                        QuotaRequest.class)
                .setParameter("workspace", workspace)
                .setParameter("location", workspace.location())
                .setParameter("after", page.afterId().orElse(Long.MAX_VALUE))
                .setParameter("every", status.isEmpty())
                .setParameter("status", status.orElse(QuotaRequestStatus.Pending))
                .setMaxResults(page.size() + 1)
                .getResultList();
        return Page.of(rows, page.size(), r -> r.id().toString());
    }

    /** Requests of all workspaces in a location, newest first. */
    public Page<QuotaRequest> list(String location, Optional<QuotaRequestStatus> status, PageRequest page) {
        var rows = em.createQuery(
                        "select r from QuotaRequest r join fetch r.workspace w join fetch w.resourceGroup"
                                + " where r.location = :location and r.id < :after"
                                + " and (:every = true or r.status = :status) order by r.id desc",
                        QuotaRequest.class)
                .setParameter("location", location)
                .setParameter("after", page.afterId().orElse(Long.MAX_VALUE))
                .setParameter("every", status.isEmpty())
                .setParameter("status", status.orElse(QuotaRequestStatus.Pending))
                .setMaxResults(page.size() + 1)
                .getResultList();
        return Page.of(rows, page.size(), r -> r.id().toString());
    }

    /** Whether a request for cores of this family was ever approved in the location. */
    public boolean anyApproved(String location, String family) {
        return !em.createQuery(
                        "select r.id from QuotaRequest r where r.location = :location and r.status = Approved and r.family = :family",
                        Long.class)
                .setParameter("location", location)
                .setParameter("family", family)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    public void add(QuotaRequest request) {
        Duplicates.refuse(request.name(), () -> {
            em.persist(request);
            em.flush();
        });
    }

    /** Its requests go with a workspace; the audit keeps what came of them. */
    public void removeAll(Workspace workspace) {
        em.createQuery("delete from QuotaRequest r where r.workspace = :workspace")
                .setParameter("workspace", workspace)
                .executeUpdate();
    }
}
