package io.bancada.compute.model;

import io.bancada.error.Duplicates;
import io.bancada.paging.Page;
import io.bancada.paging.PageRequest;
import io.bancada.workspace.model.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Computes. */
@ApplicationScoped
public class ComputeRepository {
    @PersistenceContext(unitName = "bancada")
    private EntityManager em;

    @SuppressWarnings("NullAway.Init")
    protected ComputeRepository() {}

    public ComputeRepository(EntityManager em) {
        this.em = em;
    }

    /** The compute with this name, without regard to case. */
    public Optional<Compute> find(Workspace workspace, String name) {
        return em.createQuery(
                        "select c from Compute c where c.workspace = :workspace and c.nameKey = :key", Compute.class)
                .setParameter("workspace", workspace)
                .setParameter("key", name.toLowerCase(Locale.ROOT))
                .getResultStream()
                .findFirst();
    }

    /**
     * The compute with this name, its row locked until the end of the transaction. The row is read under the lock and
     * not before it, so that a pass that ended a moment ago is no conflict.
     */
    public Optional<Compute> lock(Workspace workspace, String name) {
        return em.createQuery(
                        "select c.id from Compute c where c.workspace = :workspace and c.nameKey = :key", Long.class)
                .setParameter("workspace", workspace)
                .setParameter("key", name.toLowerCase(Locale.ROOT))
                .getResultStream()
                .findFirst()
                .flatMap(this::lock);
    }

    /** The compute, its row locked until the end of the transaction: only one pass plans for it at a time. */
    public Optional<Compute> lock(long id) {
        // Only the row of the common table is locked: a kind's own row changes under the same lock, and no database
        // has to lock what an outer join brings.
        var locked = em.createNativeQuery("select id from compute where id = :id for update", Long.class)
                .setParameter("id", id)
                .getResultList();
        return locked.isEmpty() ? Optional.empty() : find(id);
    }

    public Optional<Compute> find(long id) {
        return Optional.ofNullable(em.find(Compute.class, id));
    }

    /** Computes, oldest first. */
    public Page<Compute> list(Workspace workspace, ComputeFilter filter, PageRequest page) {
        var where = new StringBuilder("c.workspace = :workspace and c.id > :after");
        var values = new HashMap<String, Object>();
        filter.type().ifPresent(t -> where.append(" and type(c) = ").append(t.name()));
        filter.createdBy().ifPresent(p -> {
            where.append(" and c.createdBy = :createdBy");
            values.put("createdBy", p);
        });
        filter.assignedTo().ifPresent(p -> {
            where.append(" and treat(c as ComputeInstance).owner = :assignedTo");
            values.put("assignedTo", p);
        });
        filter.nameHas().ifPresent(n -> {
            where.append(" and locate(:nameHas, c.nameKey) > 0");
            values.put("nameHas", n.toLowerCase(Locale.ROOT));
        });
        filter.state().ifPresent(s -> {
            where.append(" and treat(c as ComputeInstance).state = :state");
            values.put("state", s);
        });
        var query = em.createQuery("select c from Compute c where " + where + " order by c.id", Compute.class)
                .setParameter("workspace", workspace)
                .setParameter("after", page.afterId().orElse(0L))
                .setMaxResults(page.size() + 1);
        values.forEach(query::setParameter);
        return Page.of(query.getResultList(), page.size(), c -> c.id().toString());
    }

    /** The machine that is attached under this account, in whichever workspace. */
    public Optional<VirtualMachine> attached(String address, int port, String user) {
        return em.createQuery(
                        "select m from VirtualMachine m where m.addressKey = :address and m.port = :port and m.user = :user",
                        VirtualMachine.class)
                .setParameter("address", address.toLowerCase(Locale.ROOT))
                .setParameter("port", port)
                .setParameter("user", user)
                .getResultStream()
                .findFirst();
    }

    /** All attached machines. */
    public List<VirtualMachine> attached() {
        return em.createQuery("select m from VirtualMachine m order by m.id", VirtualMachine.class)
                .getResultList();
    }

    /** All clusters, with their workspaces. */
    public List<AmlCompute> clusters() {
        return em.createQuery(
                        "select c from AmlCompute c join fetch c.workspace w join fetch w.resourceGroup order by c.id",
                        AmlCompute.class)
                .getResultList();
    }

    /** How many computes there are in a location, of whichever workspace and kind. */
    public long count(String location) {
        return em.createQuery("select count(c) from Compute c where c.location = :location", Long.class)
                .setParameter("location", location)
                .getSingleResult();
    }

    public boolean any(Workspace workspace) {
        return !em.createQuery("select c.id from Compute c where c.workspace = :workspace", Long.class)
                .setParameter("workspace", workspace)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    public void add(Compute compute) {
        Duplicates.refuse(compute.name(), () -> {
            em.persist(compute);
            em.flush();
        });
    }

    public void remove(Compute compute) {
        em.remove(compute);
    }
}
