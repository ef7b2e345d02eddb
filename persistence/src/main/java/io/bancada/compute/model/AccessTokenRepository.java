package io.bancada.compute.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tokens for the apps of instances. */
@ApplicationScoped
public class AccessTokenRepository {
    private static final int MOST = 1000;

    @PersistenceContext(unitName = "bancada")
    private EntityManager em;

    @SuppressWarnings("NullAway.Init")
    protected AccessTokenRepository() {}

    public AccessTokenRepository(EntityManager em) {
        this.em = em;
    }

    /** The tokens of an instance that have not expired, oldest first. */
    public List<AccessToken> live(long computeId, Instant now) {
        return em.createQuery(
                        "select t from AccessToken t where t.computeId = :compute and t.expiresAt > :now"
                                + " order by t.createdAt, t.id",
                        AccessToken.class)
                .setParameter("compute", computeId)
                .setParameter("now", now)
                .setMaxResults(MOST)
                .getResultList();
    }

    /** The token with this digest, whether it has expired or not. */
    public Optional<AccessToken> find(String digest) {
        return em.createQuery("select t from AccessToken t where t.digest = :digest", AccessToken.class)
                .setParameter("digest", digest)
                .getResultStream()
                .findFirst();
    }

    public Optional<AccessToken> find(UUID id) {
        return Optional.ofNullable(em.find(AccessToken.class, id));
    }

    public void add(AccessToken token) {
        em.persist(token);
    }

    public void remove(AccessToken token) {
        em.remove(token);
    }

    /** Forgets those of an instance that have expired. */
    public void removeExpired(long computeId, Instant now) {
        em.createQuery("delete from AccessToken t where t.computeId = :compute and t.expiresAt <= :now")
                .setParameter("compute", computeId)
                .setParameter("now", now)
                .executeUpdate();
    }

    /**
     * Forgets all of an instance.
     *
     * @return how many there were
     */
    public int removeAll(long computeId) {
        return em.createQuery("delete from AccessToken t where t.computeId = :compute")
                .setParameter("compute", computeId)
                .executeUpdate();
    }
}
