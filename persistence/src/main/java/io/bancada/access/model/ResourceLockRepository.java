package io.bancada.access.model;

import io.bancada.error.Duplicates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Locks. */
@ApplicationScoped
public class ResourceLockRepository {
    @PersistenceContext(unitName = "bancada")
    private EntityManager em;

    @SuppressWarnings("NullAway.Init")
    protected ResourceLockRepository() {}

    public ResourceLockRepository(EntityManager em) {
        this.em = em;
    }

    /** Every lock of the installation, in the order of their scopes: as many as people set by hand, some dozens. */
    public List<ResourceLock> all() {
        return em.createQuery("select l from ResourceLock l order by l.scopeKey, l.nameKey", ResourceLock.class)
                .getResultList();
    }

    /** The lock with this name at exactly this scope, without regard to case. */
    public Optional<ResourceLock> find(Scope scope, String name) {
        return em.createQuery(
                        "select l from ResourceLock l where l.scopeKey = :scope and l.nameKey = :name",
                        ResourceLock.class)
                .setParameter("scope", scope.id().toLowerCase(Locale.ROOT))
                .setParameter("name", name.toLowerCase(Locale.ROOT))
                .getResultStream()
                .findFirst();
    }

    public void add(ResourceLock lock) {
        Duplicates.refuse(lock.name(), () -> {
            em.persist(lock);
            em.flush();
        });
    }

    public void remove(ResourceLock lock) {
        em.remove(lock);
    }

    /** Forgets every lock at or below a scope that is no more. */
    public void removeBelow(Scope scope) {
        em.createQuery("delete from ResourceLock l where l.scopeKey = :key or l.scopeKey like :inside escape '!'")
                .setParameter("key", scope.key())
                .setParameter("inside", scope.keysInside())
                .executeUpdate();
    }
}
