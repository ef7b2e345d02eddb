package io.bancada.person.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.message.Message;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The users of Keycloak's realm, by its Admin REST API. Being called inside a transaction is a bug, and refused. */
@ApplicationScoped
@Transactional(TxType.NEVER)
public class KeycloakDirectory implements PersonDirectory {
    /** Characters that Keycloak's search takes for something else than themselves. */
    private static final String SIGNS = "[*\"%\\\\:]";

    /** More than this count for nothing. */
    private static final int MOST_GROUPS = 1000;

    private final KeycloakUsers users;
    private final Clock clock;

    /** Somebody for whom Active Directory has answered last. */
    private volatile String witness = "";

    @Inject
    public KeycloakDirectory(DirectoryConfig config, Clock clock) {
        this(new KeycloakUsers(config, clock), clock);
    }

    KeycloakDirectory(KeycloakUsers users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected KeycloakDirectory() {
        this((KeycloakUsers) null, null);
    }

    @Override
    public Optional<Person> find(String objectId) {
        return user(objectId).map(user -> {
            var account = new DirectoryAccount(user);
            if (account.isLive()) {
                witness = objectId;
            }
            var person = person(user);
            return person.enabled() && account.isLive() && !account.isOpen(clock.instant())
                    ? disabled(person)
                    : certain(person, account);
        });
    }

    private Optional<JsonNode> user(String objectId) {
        var answer = users.get("/" + encoded(objectId));
        return switch (answer.status()) {
            case 200 ->
                Optional.of(answer.body())
                        // below this path Keycloak has more than people, such as "count"
                        .filter(user -> user.path("id").asText().equals(objectId));
            case 400, 404 -> Optional.empty();
            default -> throw refused(answer.status());
        };
    }

    /** Somebody whom Active Directory does not know is gone only if it answers for somebody else. */
    private Person certain(Person person, DirectoryAccount account) {
        if (person.enabled() || !account.isOfDirectory() || account.isLive() || answersForAnother(person.objectId())) {
            return person;
        }
        throw new DirectoryUnavailable(Message.of("directory.uncertain"));
    }

    private boolean answersForAnother(String objectId) {
        var other = witness;
        return !other.isEmpty()
                && !other.equals(objectId)
                && user(other)
                        .map(DirectoryAccount::new)
                        .filter(DirectoryAccount::isLive)
                        .isPresent();
    }

    private static Person disabled(Person person) {
        return new Person(person.objectId(), person.name(), person.userName(), false);
    }

    @Override
    public Set<String> groups(String objectId) {
        var answer = users.get("/" + encoded(objectId) + "/groups?briefRepresentation=true&first=0&max=" + MOST_GROUPS);
        return switch (answer.status()) {
            case 200 ->
                StreamSupport.stream(answer.body().spliterator(), false)
                        .map(group -> group.path("name").asText())
                        .collect(Collectors.toSet());
            case 400, 404 -> Set.of();
            default -> throw refused(answer.status());
        };
    }

    @Override
    public List<Person> search(List<String> words, int most) {
        var text = String.join(" ", words).replaceAll(SIGNS, " ").strip();
        if (text.isEmpty()) {
            return List.of();
        }
        var answer =
                users.get("?briefRepresentation=true&enabled=true&first=0&max=" + most + "&search=" + encoded(text));
        if (answer.status() != 200) {
            throw refused(answer.status());
        }
        return StreamSupport.stream(answer.body().spliterator(), false)
                .limit(most)
                .map(KeycloakDirectory::person)
                // Keycloak looks at the accounts of a directory after it has searched.
                .filter(Person::enabled)
                .toList();
    }

    @Override
    public Optional<Person> named(String userNameOrEmail) {
        return exactly("username", userNameOrEmail).or(() -> exactly("email", userNameOrEmail));
    }

    private Optional<Person> exactly(String field, String value) {
        var answer = users.get("?briefRepresentation=true&exact=true&first=0&max=1&" + field + "=" + encoded(value));
        if (answer.status() != 200) {
            throw refused(answer.status());
        }
        return StreamSupport.stream(answer.body().spliterator(), false)
                // Keycloak takes a value that it cannot look for as none at all, and answers with anybody.
                .filter(user -> user.path(field).asText().equalsIgnoreCase(value))
                .findFirst()
                .map(KeycloakDirectory::person);
    }

    @Override
    public Optional<DirectoryGroup> group(String idOrName) {
        var byId = users.getGroups("/" + encoded(idOrName));
        return switch (byId.status()) {
            case 200 ->
                Optional.of(byId.body())
                        .filter(g -> g.path("id").asText().equals(idOrName))
                        .map(KeycloakDirectory::group)
                        .or(() -> groupNamed(idOrName));
            case 400, 404 -> groupNamed(idOrName);
            default -> throw refused(byId.status());
        };
    }

    @Override
    public List<DirectoryGroup> searchGroups(String text, int most) {
        return groups(text, "")
                .filter(g -> contains(g.name(), text))
                .limit(most)
                .toList();
    }

    private Optional<DirectoryGroup> groupNamed(String name) {
        return groups(name, "&exact=true").filter(g -> g.name().equals(name)).findFirst();
    }

    /** Keycloak answers with the groups at the top; those below that were found stand in them. */
    private Stream<DirectoryGroup> groups(String text, String how) {
        if (text.isBlank()) {
            return Stream.empty();
        }
        var answer = users.getGroups(
                "?briefRepresentation=true&first=0&max=" + MOST_GROUPS + how + "&search=" + encoded(text));
        if (answer.status() != 200) {
            throw refused(answer.status());
        }
        return nested(answer.body()).map(KeycloakDirectory::group);
    }

    private static Stream<JsonNode> nested(JsonNode groups) {
        return StreamSupport.stream(groups.spliterator(), false)
                .flatMap(g -> Stream.concat(Stream.of(g), nested(g.path("subGroups"))));
    }

    private static DirectoryGroup group(JsonNode group) {
        return new DirectoryGroup(group.path("id").asText(), group.path("name").asText());
    }

    private static boolean contains(String name, String text) {
        return name.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }

    private static Person person(JsonNode user) {
        var userName = user.path("username").asText();
        var name =
                (user.path("firstName").asText() + " " + user.path("lastName").asText()).strip();
        return new Person(
                user.path("id").asText(),
                name.isEmpty() ? userName : name,
                userName,
                user.path("enabled").asBoolean());
    }

    private static DirectoryUnavailable refused(int status) {
        return new DirectoryUnavailable(Message.of("directory.refused", String.valueOf(status)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace(".", "%2E");
    }
}
