package io.bancada.workspace.model;

import io.bancada.error.Duplicates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

/** Folders of people. */
@ApplicationScoped
public class PersonFolderRepository {
    @PersistenceContext(unitName = "bancada")
    private EntityManager em;

    @SuppressWarnings("NullAway.Init")
    protected PersonFolderRepository() {}

    public PersonFolderRepository(EntityManager em) {
        this.em = em;
    }

    public Optional<PersonFolder> find(String subject) {
        return Optional.ofNullable(em.find(PersonFolder.class, subject));
    }

    public boolean isTaken(String name) {
        return !em.createQuery("select f.subject from PersonFolder f where f.name = :name", String.class)
                .setParameter("name", name)
                .getResultList()
                .isEmpty();
    }

    public void add(PersonFolder folder) {
        Duplicates.refuse(folder.name(), () -> {
            em.persist(folder);
            em.flush();
        });
    }
}
