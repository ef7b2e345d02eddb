package io.bancada.access.model;

import io.bancada.access.model.RoleAssignment.PrincipalType;
import io.bancada.error.BancadaException;
import io.bancada.error.Duplicates;
import io.bancada.paging.Page;
import io.bancada.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    public Optional<RoleAssignment> find(UUID name) {
        return Optional.ofNullable(em.find(RoleAssignment.class, name));
    }

    /** The one that gives this principal this role at this very scope. */
    public Optional<RoleAssignment> find(PrincipalType type, String principal, String role, Scope scope) {
        return em.createQuery(
                        "select a from RoleAssignment a where a.principalType = :type and a.principal = :principal"
                                + " and a.role = :role and a.scopeKey = :scope",
                        RoleAssignment.class)
                .setParameter("type", type)
                .setParameter("principal", principal)
                .setParameter("role", role)
                .setParameter("scope", scope.key())
                .getResultStream()
                .findFirst();
    }

    /**
     * Those that hold at the scope, in the order of their names.
     *
     * @param below whether also those of what lies in it
     * @param principals the only principals that are asked for; empty for all
     */
    public Page<RoleAssignment> at(Scope scope, boolean below, Set<String> principals, PageRequest page) {
        var rows = em.createQuery("""
                        select a from RoleAssignment a where a.name > :after
                          and (a.scopeKey in :covering or (:below = true and a.scopeKey like :inside escape '!'))
                          and (:everyone = true or a.principal in :principals or a.principalId in :principals)
                        order by a.name""", RoleAssignment.class)
                .setParameter(
                        "after", page.after().map(RoleAssignmentRepository::key).orElse(new UUID(0, 0)))
                .setParameter("covering", scope.coveringKeys())
                .setParameter("below", below)
                .setParameter("inside", scope.keysInside())
                .setParameter("everyone", principals.isEmpty())
                .setParameter("principals", principals)
                .setMaxResults(page.size() + 1)
                .getResultList();
        return Page.of(rows, page.size(), a -> a.name().toString());
    }

    /** Whether anybody holds this role. */
    public boolean anyWith(String role) {
        return !em.createQuery("select a.name from RoleAssignment a where a.role = :role", UUID.class)
                .setParameter("role", role)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** Those that give this role, at most so many. */
    public List<RoleAssignment> withRole(String role, int most) {
        return em.createQuery("select a from RoleAssignment a where a.role = :role", RoleAssignment.class)
                .setParameter("role", role)
                .setMaxResults(most)
                .getResultList();
    }

    public void add(RoleAssignment assignment) {
        Duplicates.refuse(assignment.name().toString(), () -> {
            em.persist(assignment);
            em.flush();
        });
    }

    public void remove(RoleAssignment assignment) {
        em.remove(assignment);
    }

    /** Forgets every assignment at or below a scope that is no more, so that a re-created name starts without rights. */
    public void removeBelow(Scope scope) {
        em.createQuery("delete from RoleAssignment a where a.scopeKey = :key or a.scopeKey like :inside escape '!'")
                .setParameter("key", scope.key())
                .setParameter("inside", scope.keysInside())
                .executeUpdate();
    }

    private static UUID key(String token) {
        try {
            return UUID.fromString(token);
        } catch (IllegalArgumentException e) {
            throw BancadaException.invalid(
                    "$skip", "The page token belongs to another list; follow nextLink as it is.");
        }
    }
}
