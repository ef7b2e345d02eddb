package io.bancada.environment.model;

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

/** Environment containers and their versions. */
@ApplicationScoped
public class EnvironmentRepository {
    @PersistenceContext(unitName = "bancada")
    private EntityManager em;

    @SuppressWarnings("NullAway.Init")
    protected EnvironmentRepository() {}

    public EnvironmentRepository(EntityManager em) {
        this.em = em;
    }

    /** The container with this name, without regard to case. */
    public Optional<EnvironmentContainer> find(Workspace workspace, String name) {
        return em.createQuery(
                        "select c from EnvironmentContainer c where c.workspace = :workspace and c.nameKey = :key",
                        EnvironmentContainer.class)
                .setParameter("workspace", workspace)
                .setParameter("key", key(name))
                .getResultStream()
                .findFirst();
    }

    /** The container, its row locked until the end of the transaction: versions come and go one at a time. */
    public Optional<EnvironmentContainer> lock(Workspace workspace, String name) {
        var found = find(workspace, name);
        found.ifPresent(c -> em.refresh(c, LockModeType.PESSIMISTIC_WRITE));
        return found;
    }

    /**
     * Containers, oldest first.
     *
     * @param archived whether archived ones are wanted; empty for both
     */
    public Page<EnvironmentContainer> list(Workspace workspace, Optional<Boolean> archived, PageRequest page) {
        var query = em.createQuery(
                        "select c from EnvironmentContainer c where c.workspace = :workspace and c.id > :after"
                                + (archived.isPresent() ? " and c.archived = :archived" : "")
                                + " order by c.id",
                        EnvironmentContainer.class)
                .setParameter("workspace", workspace)
                .setParameter("after", page.afterId().orElse(0L))
                .setMaxResults(page.size() + 1);
        archived.ifPresent(a -> query.setParameter("archived", a));
        return Page.of(query.getResultList(), page.size(), c -> c.id().toString());
    }

    /** The version with this name, without regard to case. */
    public Optional<EnvironmentVersion> findVersion(Workspace workspace, String name, String version) {
        return em.createQuery(
                        "select v from EnvironmentVersion v join fetch v.container c where c.workspace = :workspace"
                                + " and c.nameKey = :name and v.nameKey = :version",
                        EnvironmentVersion.class)
                .setParameter("workspace", workspace)
                .setParameter("name", key(name))
                .setParameter("version", key(version))
                .getResultStream()
                .findFirst();
    }

    /**
     * Versions of a container.
     *
     * @param newestFirst else oldest first
     * @param archived whether archived ones are wanted; empty for both
     */
    public Page<EnvironmentVersion> listVersions(
            EnvironmentContainer container, boolean newestFirst, Optional<Boolean> archived, PageRequest page) {
        var query = em.createQuery(
                        "select v from EnvironmentVersion v where v.container = :container and v.id "
                                + (newestFirst ? "< :after" : "> :after")
                                + (archived.isPresent() ? " and v.archived = :archived" : "")
                                + " order by v.id"
                                + (newestFirst ? " desc" : ""),
                        EnvironmentVersion.class)
                .setParameter("container", container)
                .setParameter("after", page.afterId().orElse(newestFirst ? Long.MAX_VALUE : 0L))
                .setMaxResults(page.size() + 1);
        archived.ifPresent(a -> query.setParameter("archived", a));
        return Page.of(query.getResultList(), page.size(), v -> v.id().toString());
    }

    public void add(EnvironmentContainer container) {
        Duplicates.refuse(container.name(), () -> {
            em.persist(container);
            em.flush();
        });
    }

    public void add(EnvironmentVersion version) {
        Duplicates.refuse(version.name(), () -> {
            em.persist(version);
            em.flush();
        });
    }

    /** Removes a version and leaves its container. */
    public void remove(EnvironmentVersion version) {
        var container = version.container();
        em.remove(version);
        em.flush();
        container.removed(em.createQuery(
                        "select v.name from EnvironmentVersion v where v.container = :container order by v.id desc",
                        String.class)
                .setParameter("container", container)
                .setMaxResults(1)
                .getResultStream()
                .findFirst());
    }

    /** Removes a container with all its versions. */
    public void remove(EnvironmentContainer container) {
        em.createQuery("delete from EnvironmentVersion v where v.container = :container")
                .setParameter("container", container)
                .executeUpdate();
        em.remove(container);
    }

    /** Removes all environments of a workspace. */
    public void removeAll(Workspace workspace) {
        em.createQuery("delete from EnvironmentVersion v where v.container.id in"
                        + " (select c.id from EnvironmentContainer c where c.workspace = :workspace)")
                .setParameter("workspace", workspace)
                .executeUpdate();
        em.createQuery("delete from EnvironmentContainer c where c.workspace = :workspace")
                .setParameter("workspace", workspace)
                .executeUpdate();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
