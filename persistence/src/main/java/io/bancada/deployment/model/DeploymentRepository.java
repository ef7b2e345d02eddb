package io.bancada.deployment.model;

import io.bancada.error.Duplicates;
import io.bancada.workspace.model.ResourceGroup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Deployments. */
@ApplicationScoped
public class DeploymentRepository {
    @PersistenceContext(unitName = "bancada")
    private EntityManager em;

    @SuppressWarnings("NullAway.Init")
    protected DeploymentRepository() {}

    public DeploymentRepository(EntityManager em) {
        this.em = em;
    }

    /** The deployment with this name, without regard to case, its row locked until the end of the transaction. */
    public Optional<Deployment> lock(ResourceGroup group, String name) {
        return em.createQuery(
                        "select d from Deployment d where d.resourceGroup = :group and d.nameKey = :name",
                        Deployment.class)
                .setParameter("group", group)
                .setParameter("name", name.toLowerCase(Locale.ROOT))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    /** The same by its id. */
    public Optional<Deployment> lock(UUID id) {
        return Optional.ofNullable(em.find(Deployment.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Deployments of a resource group, newest first: no more than are kept. */
    public List<Deployment> newestFirst(ResourceGroup group) {
        return em.createQuery(
                        "select d from Deployment d where d.resourceGroup = :group order by d.startedAt desc, d.id",
                        Deployment.class)
                .setParameter("group", group)
                .getResultList();
    }

    public void add(Deployment deployment) {
        Duplicates.refuse(deployment.name(), () -> {
            em.persist(deployment);
            em.flush();
        });
    }

    public void remove(Deployment deployment) {
        em.remove(deployment);
        em.flush();
    }
}
