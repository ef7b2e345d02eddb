package io.bancada.person.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The directory with a short memory. Called by the product itself, outside of transactions. */
@ApplicationScoped
public class People {
    private final PersonDirectory directory;
    private final RecentAnswers<Optional<Person>> found;
    private final RecentAnswers<List<Person>> searched;
    private final RecentAnswers<Set<String>> groups;

    @Inject
    public People(PersonDirectory directory, DirectoryConfig config, Clock clock) {
        this.directory = directory;
        this.found = new RecentAnswers<>(config.remember(), clock);
        this.searched = new RecentAnswers<>(config.remember(), clock);
        this.groups = new RecentAnswers<>(config.remember(), clock);
    }

    @SuppressWarnings("NullAway")
    protected People() {
        this.directory = null;
        this.found = null;
        this.searched = null;
        this.groups = null;
    }

    /**
     * Who this is; an answer of a moment ago will do.
     *
     * @throws DirectoryUnavailable when nobody can be asked
     */
    public Optional<Person> find(String objectId) {
        return found.of(objectId, directory::find);
    }

    /**
     * Who this is now.
     *
     * @throws DirectoryUnavailable when nobody can be asked
     */
    public Optional<Person> findNow(String objectId) {
        return directory.find(objectId);
    }

    /**
     * Who signs on by exactly this user name or e-mail address.
     *
     * @throws DirectoryUnavailable when nobody can be asked
     */
    public Optional<Person> named(String userNameOrEmail) {
        return directory.named(userNameOrEmail);
    }

    /**
     * Names of the groups that somebody is in; an answer of a moment ago will do.
     *
     * @throws DirectoryUnavailable when nobody can be asked
     */
    public Set<String> groups(String objectId) {
        return groups.of(objectId, directory::groups);
    }

    /**
     * Names of the groups that this person is in now.
     *
     * @throws DirectoryUnavailable when nobody can be asked
     */
    public Set<String> groupsNow(String objectId) {
        return directory.groups(objectId);
    }

    /**
     * The group with this id or exactly this name, as it is now.
     *
     * @throws DirectoryUnavailable when nobody can be asked
     */
    public Optional<DirectoryGroup> groupNow(String idOrName) {
        return directory.group(idOrName);
    }

    /**
     * Groups in whose name this text stands.
     *
     * @throws DirectoryUnavailable when nobody can be asked
     */
    public List<DirectoryGroup> searchGroups(String text, int most) {
        return directory.searchGroups(text, most);
    }

    /** Those whose names begin so, as {@link PersonDirectory#search} has them. */
    List<Person> search(List<String> words, int most) {
        return searched.of(String.join(" ", words), text -> directory.search(words, most));
    }
}
