package io.bancada.access.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.UUID;

/** Role assignments. */
@ApplicationScoped
public class RoleAssignmentRepository {
    @PersistenceContext(unitName = "bancada")
    private EntityManager em;

    @SuppressWarnings("NullAway.Init")
    protected RoleAssignmentRepository() {}

    public RoleAssignmentRepository(EntityManager em) {
        this.em = em;
    }

    /** What the caller holds as a person, through groups, and through the client. */
    public List<RoleAssignment> heldBy(Caller caller) {
        return em.createQuery("""
                        select a from RoleAssignment a where
                          (a.principalType = User and a.principal = :subject)
                          or (a.principalType = Group and a.principal in :groups)
                          or (a.principalType = ServicePrincipal and a.principal = :subject)""", RoleAssignment.class)
                .setParameter("subject", caller.subject())
                .setParameter("groups", caller.groups())
                .getResultList();
    }

    /** Every assignment of the installation: as many as administrators make by hand, some dozens. */
    public List<RoleAssignment> all() {
        return em.createQuery("select a from RoleAssignment a", RoleAssignment.class)
                .getResultList();
    }

    public boolean exists(UUID name) {
        return em.find(RoleAssignment.class, name) != null;
    }

    public void add(RoleAssignment assignment) {
        em.persist(assignment);
    }

    /** Forgets every assignment at or below a scope that is no more, so that a re-created name starts without rights. */
    public void removeBelow(Scope scope) {
        em.createQuery(
                        "delete from RoleAssignment a where lower(a.scope) = :id or lower(a.scope) like :below escape '!'")
                .setParameter("id", scope.id().toLowerCase(java.util.Locale.ROOT))
                .setParameter(
                        "below", scope.id().toLowerCase(java.util.Locale.ROOT).replaceAll("([!%_])", "!$1") + "/%")
                .executeUpdate();
    }
}
