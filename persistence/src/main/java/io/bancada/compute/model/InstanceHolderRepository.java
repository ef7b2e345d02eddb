package io.bancada.compute.model;

import io.bancada.workspace.model.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;

/** Whose instances there are. */
@ApplicationScoped
public class InstanceHolderRepository {
    /** Of one answer. */
    private static final int MOST = 500;

    private static final String HELD =
            "select new io.bancada.compute.model.HeldInstance(c.id, c.name, c.owner, c.ownerName,"
                    + " c.state, c.stateAt) from ComputeInstance c";

    @PersistenceContext(unitName = "bancada")
    private EntityManager em;

    @SuppressWarnings("NullAway.Init")
    protected InstanceHolderRepository() {}

    public InstanceHolderRepository(EntityManager em) {
        this.em = em;
    }

    /** Object ids of people who have instances, in their order, after this one. */
    public List<String> after(String owner, int most) {
        return em.createQuery(
                        "select distinct c.owner from ComputeInstance c where c.owner > :owner order by c.owner",
                        String.class)
                .setParameter("owner", owner)
                .setMaxResults(most)
                .getResultList();
    }

    /** The instances of these people in a workspace, oldest first. */
    public List<HeldInstance> of(Workspace workspace, Collection<String> owners) {
        return em.createQuery(
                        HELD + " where c.workspace = :workspace and c.owner in :owners order by c.id",
                        HeldInstance.class)
                .setParameter("workspace", workspace)
                .setParameter("owners", owners)
                .setMaxResults(MOST)
                .getResultList();
    }

    /** The instances of a person everywhere, oldest first. */
    public List<HeldInstance> of(String owner) {
        return em.createQuery(HELD + " where c.owner = :owner order by c.id", HeldInstance.class)
                .setParameter("owner", owner)
                .setMaxResults(MOST)
                .getResultList();
    }
}
