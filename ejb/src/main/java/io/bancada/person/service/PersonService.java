package io.bancada.person.service;

import io.bancada.access.model.ActionKind;
import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import io.bancada.workspace.model.WorkspaceId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Who there is to give an instance to. For whoever may create instances, since they are who chooses; says no more of a person
 * than it takes to tell them from others. No transaction is open while the directory is asked.
 */
@ApplicationScoped
public class PersonService {
    /** The most people of one answer. */
    public static final int MOST = 20;

    private static final int SHORTEST = 2;
    private static final int LONGEST = 100;
    private static final int MOST_WORDS = 5;
    private static final int MOST_CALLERS = 10_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final People people;
    private final Access access;
    private final DirectoryConfig config;
    private final Clock clock;
    private final Map<String, Searches> searches = new HashMap<>();

    @Inject
    public PersonService(People people, Access access, DirectoryConfig config, Clock clock) {
        this.people = people;
        this.access = access;
        this.config = config;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected PersonService() {
        this(null, null, null, null);
    }

    /**
     * People who may sign on and whose first name, last name, user name or e-mail address begins so, or the one with that
     * object id; at most {@link #MOST}.
     *
     * @param text one beginning, or several with spaces between them, which must all fit
     * @throws BancadaException 400 for a text that is too short or too long, 429 for too many searches, 503 while the
     *     directory cannot be asked
     */
    public List<Person> search(Caller caller, WorkspaceId workspace, String text) {
        access.require(caller, Actions.COMPUTE_WRITE, ActionKind.READ, workspace.scope());
        return searchAll(caller, text);
    }

    /**
     * The same for a caller whom another service has let in.
     *
     * @throws BancadaException as {@link #search}
     */
    public List<Person> searchAll(Caller caller, String text) {
        var words = words(text);
        count(caller);
        try {
            var found = people.search(words, MOST);
            return found.isEmpty() && isId(text.strip())
                    ? people.find(text.strip()).filter(Person::enabled).stream().toList()
                    : found;
        } catch (DirectoryUnavailable e) {
            throw new BancadaException(ErrorCode.UNAVAILABLE, "search", e.why());
        }
    }

    /** Who that is, for a page to say; empty where the directory knows nobody by this id, or cannot be asked. */
    public Optional<Person> find(Caller caller, WorkspaceId workspace, String objectId) {
        access.require(caller, Actions.COMPUTE_WRITE, ActionKind.READ, workspace.scope());
        try {
            return people.find(objectId);
        } catch (DirectoryUnavailable e) {
            return Optional.empty();
        }
    }

    private static List<String> words(String text) {
        var stripped = text.strip();
        if (stripped.length() < SHORTEST || stripped.length() > LONGEST) {
            throw BancadaException.invalid("search", Message.of("refused.searchLength", SHORTEST, LONGEST));
        }
        return Arrays.stream(stripped.toLowerCase(Locale.ROOT).split("\\s+"))
                .limit(MOST_WORDS)
                .toList();
    }

    private static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private synchronized void count(Caller caller) {
        var now = clock.instant();
        if (searches.size() > MOST_CALLERS) {
            searches.values().removeIf(s -> !now.isBefore(s.began().plus(MINUTE)));
        }
        var so = searches.merge(
                caller.subject(),
                new Searches(now, 1),
                (before, first) -> now.isBefore(before.began().plus(MINUTE))
                        ? new Searches(before.began(), before.count() + 1)
                        : first);
        if (so.count() > config.searchesPerMinute()) {
            throw new BancadaException(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "search",
                    Message.of("refused.searchRate", config.searchesPerMinute()));
        }
    }

    /** How often somebody has searched since a moment. */
    private record Searches(Instant began, int count) {}
}
