package io.bancada.operation.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Operations. */
@ApplicationScoped
public class OperationRepository {
    @PersistenceContext(unitName = "bancada")
    private EntityManager em;

    @SuppressWarnings("NullAway.Init")
    protected OperationRepository() {}

    public OperationRepository(EntityManager em) {
        this.em = em;
    }

    public Optional<Operation> find(UUID id) {
        return Optional.ofNullable(em.find(Operation.class, id));
    }

    /** Operations on a resource that are not over. */
    public List<Operation> open(String resourceId) {
        return em.createQuery(
                        "select o from Operation o where o.resourceId = :resource and o.status = InProgress",
                        Operation.class)
                .setParameter("resource", resourceId)
                .getResultList();
    }

    public void add(Operation operation) {
        em.persist(operation);
    }
}
