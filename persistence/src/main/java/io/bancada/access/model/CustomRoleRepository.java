package io.bancada.access.model;

import io.bancada.error.Duplicates;
import io.bancada.paging.Page;
import io.bancada.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Roles that the company has defined. */
@ApplicationScoped
public class CustomRoleRepository {
    @PersistenceContext(unitName = "bancada")
    private EntityManager em;

    @SuppressWarnings("NullAway.Init")
    protected CustomRoleRepository() {}

    public CustomRoleRepository(EntityManager em) {
        this.em = em;
    }

    public Optional<CustomRole> find(UUID name) {
        return Optional.ofNullable(em.find(CustomRole.class, name));
    }

    /** The same, locked until the end of the transaction. */
    public Optional<CustomRole> lock(UUID name) {
        return Optional.ofNullable(em.find(CustomRole.class, name, LockModeType.PESSIMISTIC_WRITE));
    }

    /** The one that people call so, without regard to case. */
    public Optional<CustomRole> findByRoleName(String roleName) {
        return em.createQuery("select r from CustomRole r where r.roleNameKey = :key", CustomRole.class)
                .setParameter("key", roleName.toLowerCase(Locale.ROOT))
                .getResultStream()
                .findFirst();
    }

    /** All, in the order of their names that people read. */
    public Page<CustomRole> list(PageRequest page) {
        var rows = em.createQuery(
                        "select r from CustomRole r where r.roleNameKey > :after order by r.roleNameKey",
                        CustomRole.class)
                .setParameter("after", page.after().orElse(""))
                .setMaxResults(page.size() + 1)
                .getResultList();
        return Page.of(rows, page.size(), r -> r.definition().roleName().toLowerCase(Locale.ROOT));
    }

    public long count() {
        return em.createQuery("select count(r) from CustomRole r", Long.class).getSingleResult();
    }

    public void add(CustomRole role) {
        Duplicates.refuse(role.definition().roleName(), () -> {
            em.persist(role);
            em.flush();
        });
    }

    public void remove(CustomRole role) {
        em.remove(role);
    }
}
