package io.bancada.compute.service;

import io.bancada.person.service.DirectoryUnavailable;
import io.bancada.person.service.People;
import io.bancada.person.service.Person;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Shuts the ways in by SSH of people who may not sign on any more: a key knows of no sign-on. Asks the directory for those
 * who have given keys, outside any transaction; while it does not answer all stays as it is.
 */
@ApplicationScoped
public class SshPersonWatch {
    private static final Logger LOG = Logger.getLogger(SshPersonWatch.class);

    /** People of one look at most; the next look goes on with the others. */
    static final int MOST = 500;

    private final SshPersonRows rows;
    private final People people;
    private final AtomicBoolean looking = new AtomicBoolean();
    private String last = "";

    @Inject
    public SshPersonWatch(SshPersonRows rows, People people) {
        this.rows = rows;
        this.people = people;
    }

    @SuppressWarnings("NullAway")
    protected SshPersonWatch() {
        this(null, null);
    }

    /** Looks once; does nothing while another look is under way. */
    public void look() {
        if (!looking.compareAndSet(false, true)) {
            return;
        }
        try {
            for (var person : next(rows.people())) {
                rows.let(person, people.findNow(person).filter(Person::enabled).isPresent());
                last = person;
            }
        } catch (DirectoryUnavailable e) {
            LOG.debugf("who may still come in by SSH is not known now: %s", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("people with keys for SSH could not be looked at; trying again", e);
        } finally {
            looking.set(false);
        }
    }

    /** Those after the one who was looked at last, then those before. */
    private List<String> next(SortedSet<String> all) {
        var after = last + "\0";
        return Stream.concat(all.tailSet(after).stream(), all.headSet(after).stream())
                .limit(MOST)
                .toList();
    }
}
