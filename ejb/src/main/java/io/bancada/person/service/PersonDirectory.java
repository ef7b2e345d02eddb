package io.bancada.person.service;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where people are looked up. Calls go over the network and end within seconds; none is made inside a transaction.
 */
public interface PersonDirectory {
    /**
     * Who has this object id, whether they may sign on or not; empty where the directory knows nobody by it.
     *
     * @throws DirectoryUnavailable when it cannot be asked
     */
    Optional<Person> find(String objectId);

    /**
     * Names of the groups that this person is in now, as their tokens say them; none for somebody who is not known.
     *
     * @throws DirectoryUnavailable when it cannot be asked
     */
    Set<String> groups(String objectId);

    /**
     * People who may sign on and whose first name, last name, user name or e-mail address begins so.
     *
     * @param words beginnings, each of which fits one of the names
     * @param most how many at most
     * @throws DirectoryUnavailable when it cannot be asked
     */
    List<Person> search(List<String> words, int most);

    /**
     * Who signs on by exactly this user name or e-mail address, whether they may or not.
     *
     * @throws DirectoryUnavailable when it cannot be asked
     */
    Optional<Person> named(String userNameOrEmail);

    /**
     * The group with this id or exactly this name; empty where there is none.
     *
     * @throws DirectoryUnavailable when it cannot be asked
     */
    Optional<DirectoryGroup> group(String idOrName);

    /**
     * Groups in whose name this text stands.
     *
     * @param most how many at most
     * @throws DirectoryUnavailable when it cannot be asked
     */
    List<DirectoryGroup> searchGroups(String text, int most);
}
