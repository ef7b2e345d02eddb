package io.bancada.catalog.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Locations; an installation has tens at most. */
@ApplicationScoped
public class LocationRepository {
    private static final int MOST = 1000;

    @PersistenceContext(unitName = "bancada")
    private EntityManager em;

    @SuppressWarnings("NullAway.Init")
    protected LocationRepository() {}

    public LocationRepository(EntityManager em) {
        this.em = em;
    }

    /** The location with this name, without regard to case and to the blanks of Azure's display names. */
    public Optional<Location> find(String name) {
        return Optional.ofNullable(em.find(Location.class, name.replace(" ", "").toLowerCase(Locale.ROOT)));
    }

    public List<Location> all() {
        return em.createQuery("select l from Location l order by l.name", Location.class)
                .setMaxResults(MOST)
                .getResultList();
    }

    public void add(Location location) {
        em.persist(location);
    }
}
