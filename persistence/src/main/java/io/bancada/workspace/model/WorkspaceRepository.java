package io.bancada.workspace.model;

import io.bancada.error.Duplicates;
import io.bancada.paging.Page;
import io.bancada.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Resource groups and workspaces. */
@ApplicationScoped
public class WorkspaceRepository {
    @PersistenceContext(unitName = "bancada")
    private EntityManager em;

    @SuppressWarnings("NullAway.Init")
    protected WorkspaceRepository() {}

    public WorkspaceRepository(EntityManager em) {
        this.em = em;
    }

    public Optional<ResourceGroup> findGroup(String name) {
        return em.createQuery("select g from ResourceGroup g where g.nameKey = :key", ResourceGroup.class)
                .setParameter("key", name.toLowerCase(Locale.ROOT))
                .getResultStream()
                .findFirst();
    }

    public Page<ResourceGroup> listGroups(PageRequest page) {
        var rows = em.createQuery(
                        "select g from ResourceGroup g where g.id > :after order by g.id", ResourceGroup.class)
                .setParameter("after", page.afterId().orElse(0L))
                .setMaxResults(page.size() + 1)
                .getResultList();
        return Page.of(rows, page.size(), g -> g.id().toString());
    }

    public boolean hasWorkspaces(ResourceGroup group) {
        return !em.createQuery("select w.id from Workspace w where w.resourceGroup = :group", Long.class)
                .setParameter("group", group)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** The workspace with this ARM id, without regard to case. */
    public Optional<Workspace> find(WorkspaceId id) {
        return em.createQuery(
                        "select w from Workspace w join fetch w.resourceGroup g where g.nameKey = :group and w.nameKey = :name",
                        Workspace.class)
                .setParameter("group", id.resourceGroup().toLowerCase(Locale.ROOT))
                .setParameter("name", id.workspace().toLowerCase(Locale.ROOT))
                .getResultStream()
                .findFirst();
    }

    /** What the workspace says of its compute instances by now, whenever this transaction read the workspace. */
    public WorkspacePolicy policy(Workspace workspace) {
        return em.createQuery("select w.policy from Workspace w where w = :workspace", WorkspacePolicy.class)
                .setParameter("workspace", workspace)
                .getSingleResult();
    }

    /** Reads the workspace anew: another transaction may have changed it. */
    public void refresh(Workspace workspace) {
        em.refresh(workspace);
    }

    /** Workspaces of one resource group, or of all where it is empty. */
    public Page<Workspace> list(Optional<String> resourceGroup, PageRequest page) {
        var rows = em.createQuery(
                        "select w from Workspace w join fetch w.resourceGroup g where w.id > :after"
                                + " and (:every = true or g.nameKey = :group) order by w.id",
                        Workspace.class)
                .setParameter("after", page.afterId().orElse(0L))
                .setParameter("every", resourceGroup.isEmpty())
                .setParameter("group", resourceGroup.orElse("").toLowerCase(Locale.ROOT))
                .setMaxResults(page.size() + 1)
                .getResultList();
        return Page.of(rows, page.size(), w -> w.id().toString());
    }

    /** All workspaces, at most {@code limit}, for the product's own housekeeping. */
    public List<Workspace> some(int limit) {
        return em.createQuery("select w from Workspace w join fetch w.resourceGroup order by w.id", Workspace.class)
                .setMaxResults(limit)
                .getResultList();
    }

    public void add(ResourceGroup group) {
        em.persist(group);
    }

    public void add(Workspace workspace) {
        Duplicates.refuse(workspace.name(), () -> {
            em.persist(workspace);
            em.flush();
        });
    }

    public void remove(ResourceGroup group) {
        em.remove(group);
    }

    public void remove(Workspace workspace) {
        em.remove(workspace);
    }
}
