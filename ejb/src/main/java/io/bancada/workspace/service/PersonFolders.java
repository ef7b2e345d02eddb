package io.bancada.workspace.service;

import io.bancada.workspace.model.PersonFolder;
import io.bancada.workspace.model.PersonFolderRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Which folder of the share is whose. */
@ApplicationScoped
public class PersonFolders {
    private final PersonFolderRepository folders;

    @Inject
    public PersonFolders(PersonFolderRepository folders) {
        this.folders = folders;
    }

    @SuppressWarnings("NullAway")
    protected PersonFolders() {
        this(null);
    }

    /**
     * The name of the person's folder below {@code Users/}, in the caller's transaction: drawn the first time, from what
     * the person is called, and theirs alone from then on.
     *
     * @param subject who it is
     * @param called for people
     */
    public String of(String subject, String called) {
        return folders.find(subject).map(PersonFolder::name).orElseGet(() -> {
            var wish = PersonFolder.wish(called);
            var name = wish;
            for (var next = 2; folders.isTaken(name); next++) {
                name = wish + "-" + next;
            }
            folders.add(new PersonFolder(subject, name));
            return name;
        });
    }
}
