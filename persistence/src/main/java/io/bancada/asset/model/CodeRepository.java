package io.bancada.asset.model;

import io.bancada.error.Duplicates;
import io.bancada.paging.Page;
import io.bancada.paging.PageRequest;
import io.bancada.workspace.model.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Code containers, their versions, and the uploads that are under way. */
@ApplicationScoped
public class CodeRepository {
    @PersistenceContext(unitName = "bancada")
    private EntityManager em;

    @SuppressWarnings("NullAway.Init")
    protected CodeRepository() {}

    public CodeRepository(EntityManager em) {
        this.em = em;
    }

    /** The container with this name, without regard to case. */
    public Optional<CodeContainer> find(Workspace workspace, String name) {
        return em.createQuery(
                        "select c from CodeContainer c where c.workspace = :workspace and c.nameKey = :key",
                        CodeContainer.class)
                .setParameter("workspace", workspace)
                .setParameter("key", key(name))
                .getResultStream()
                .findFirst();
    }

    /** The container, its row locked until the end of the transaction: versions come and go one at a time. */
    public Optional<CodeContainer> lock(Workspace workspace, String name) {
        var found = find(workspace, name);
        found.ifPresent(c -> em.refresh(c, LockModeType.PESSIMISTIC_WRITE));
        return found;
    }

    /** Containers, oldest first. */
    public Page<CodeContainer> list(Workspace workspace, PageRequest page) {
        var rows = em.createQuery(
                        "select c from CodeContainer c where c.workspace = :workspace and c.id > :after order by c.id",
                        CodeContainer.class)
                .setParameter("workspace", workspace)
                .setParameter("after", page.afterId().orElse(0L))
                .setMaxResults(page.size() + 1)
                .getResultList();
        return Page.of(rows, page.size(), c -> c.id().toString());
    }

    /** The version with this name, without regard to case. */
    public Optional<CodeVersion> findVersion(Workspace workspace, String name, String version) {
        return em.createQuery(
                        "select v from CodeVersion v join fetch v.container c where c.workspace = :workspace"
                                + " and c.nameKey = :name and v.nameKey = :version",
                        CodeVersion.class)
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
     * @param hash only those with this content address
     */
    public Page<CodeVersion> listVersions(
            CodeContainer container, boolean newestFirst, Optional<String> hash, PageRequest page) {
        var query = "select v from CodeVersion v where v.container = :container and v.id "
                + (newestFirst ? "< :after" : "> :after")
                + (hash.isPresent() ? " and v.snapshot = :hash" : "")
                + " order by v.id"
                + (newestFirst ? " desc" : "");
        var rows = em.createQuery(query, CodeVersion.class)
                .setParameter("container", container)
                .setParameter("after", page.afterId().orElse(newestFirst ? Long.MAX_VALUE : 0L))
                .setMaxResults(page.size() + 1);
        hash.ifPresent(h -> rows.setParameter("hash", h));
        return Page.of(rows.getResultList(), page.size(), v -> v.id().toString());
    }

    /** Whether a version of code in the workspace stands for this snapshot. */
    public boolean holds(Workspace workspace, String snapshot) {
        return !em.createQuery(
                        "select v.id from CodeVersion v where v.container.workspace = :workspace"
                                + " and v.snapshot = :snapshot",
                        Long.class)
                .setParameter("workspace", workspace)
                .setParameter("snapshot", snapshot)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    public void add(CodeContainer container) {
        Duplicates.refuse(container.name(), () -> {
            em.persist(container);
            em.flush();
        });
    }

    public void add(CodeVersion version) {
        Duplicates.refuse(version.name(), () -> {
            em.persist(version);
            em.flush();
        });
    }

    /** Removes a version and leaves its container. */
    public void remove(CodeVersion version) {
        var container = version.container();
        em.remove(version);
        em.flush();
        container.removed(em.createQuery(
                        "select v.name from CodeVersion v where v.container = :container order by v.id desc",
                        String.class)
                .setParameter("container", container)
                .setMaxResults(1)
                .getResultStream()
                .findFirst());
    }

    /** Removes a container with all its versions. */
    public void remove(CodeContainer container) {
        em.createQuery("delete from CodeVersion v where v.container = :container")
                .setParameter("container", container)
                .executeUpdate();
        em.remove(container);
    }

    /** Removes all code and uploads of a workspace. */
    public void removeAll(Workspace workspace) {
        em.createQuery("delete from PendingUpload u where u.workspace = :workspace")
                .setParameter("workspace", workspace)
                .executeUpdate();
        em.createQuery("delete from CodeVersion v where v.container.id in"
                        + " (select c.id from CodeContainer c where c.workspace = :workspace)")
                .setParameter("workspace", workspace)
                .executeUpdate();
        em.createQuery("delete from CodeContainer c where c.workspace = :workspace")
                .setParameter("workspace", workspace)
                .executeUpdate();
    }

    public void add(PendingUpload upload) {
        Duplicates.refuse(upload.uploadId(), () -> {
            em.persist(upload);
            em.flush();
        });
    }

    /** The upload that was begun under this id for this version. */
    public Optional<PendingUpload> findUpload(Workspace workspace, String code, String version, String uploadId) {
        return em.createQuery(
                        "select u from PendingUpload u where u.workspace = :workspace and u.codeKey = :key"
                                + " and u.uploadId = :id",
                        PendingUpload.class)
                .setParameter("workspace", workspace)
                .setParameter("key", PendingUpload.codeKey(code, version))
                .setParameter("id", uploadId)
                .getResultStream()
                .findFirst();
    }

    public Optional<PendingUpload> findUpload(String container) {
        return Optional.ofNullable(em.find(PendingUpload.class, container));
    }

    /** Uploads whose time is over, oldest first. */
    public List<PendingUpload> expiredUploads(Instant now, int limit) {
        return em.createQuery(
                        "select u from PendingUpload u where u.expiresAt < :now order by u.expiresAt",
                        PendingUpload.class)
                .setParameter("now", now)
                .setMaxResults(limit)
                .getResultList();
    }

    public void remove(PendingUpload upload) {
        em.remove(upload);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
