package io.bancada.person.service;

import io.bancada.message.Message;
import io.bancada.workspace.service.MapConfig;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** People in memory, who may be out of reach. */
public final class FakeDirectory implements PersonDirectory {
    public final Map<String, Person> people = new HashMap<>();
    public final Map<String, Set<String>> groups = new HashMap<>();
    public final List<String> asked = new ArrayList<>();
    public boolean away;

    /** What services ask, with the default configuration. */
    public People asPeople() {
        var config =
                new DirectoryConfig(new MapConfig(Map.of("bancada.oidc.issuer", "https://sso.example/realms/staff")));
        return new People(this, config, Clock.systemUTC());
    }

    public FakeDirectory with(Person... some) {
        for (var person : some) {
            people.put(person.objectId(), person);
        }
        return this;
    }

    @Override
    public Optional<Person> find(String objectId) {
        ask(objectId);
        return Optional.ofNullable(people.get(objectId));
    }

    @Override
    public List<Person> search(List<String> words, int most) {
        ask(String.join(" ", words));
        return people.values().stream()
                .filter(Person::enabled)
                .filter(p -> words.stream().allMatch(p.userName()::startsWith))
                .limit(most)
                .toList();
    }

    @Override
    public Set<String> groups(String objectId) {
        ask(objectId);
        return groups.getOrDefault(objectId, Set.of());
    }

    @Override
    public Optional<Person> named(String userNameOrEmail) {
        ask(userNameOrEmail);
        return people.values().stream()
                .filter(p -> p.userName().equals(userNameOrEmail))
                .findFirst();
    }

    @Override
    public Optional<DirectoryGroup> group(String idOrName) {
        ask(idOrName);
        return known().filter(g -> g.id().equals(idOrName) || g.name().equals(idOrName))
                .findFirst();
    }

    @Override
    public List<DirectoryGroup> searchGroups(String text, int most) {
        ask(text);
        return known().filter(g -> g.name().contains(text)).limit(most).toList();
    }

    private Stream<DirectoryGroup> known() {
        return groups.values().stream()
                .flatMap(Set::stream)
                .distinct()
                .map(name -> new DirectoryGroup("id-of-" + name, name));
    }

    private void ask(String what) {
        asked.add(what);
        if (away) {
            throw new DirectoryUnavailable(Message.of("directory.silent"));
        }
    }
}
