package io.bancada.compute.service;

import io.bancada.person.service.DirectoryUnavailable;
import io.bancada.person.service.People;
import io.bancada.person.service.Person;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Notices that people who have instances may not sign on any more, and stops what they have running, as the policy says. Asks
 * the directory outside any transaction; while it does not answer all stays as it is. Where many have left at once it is
 * the directory that is suspected: nothing is stopped, and the log says so.
 */
@ApplicationScoped
public class LeaverWatch {
    private static final Logger LOG = Logger.getLogger(LeaverWatch.class);

    /** People of one look at most; the next look goes on with the others. */
    static final int PAGE = 200;

    private final LeaverRows rows;
    private final People people;
    private final Leavers leavers;
    private final LeaverConfig config;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final Set<String> handled = new HashSet<>();
    private String last = "";

    @Inject
    public LeaverWatch(LeaverRows rows, People people, Leavers leavers, LeaverConfig config) {
        this.rows = rows;
        this.people = people;
        this.leavers = leavers;
        this.config = config;
    }

    @SuppressWarnings("NullAway")
    protected LeaverWatch() {
        this(null, null, null, null);
    }

    /** Looks once; does nothing while another look is under way. */
    public void look() {
        if (!looking.compareAndSet(false, true)) {
            return;
        }
        try {
            var owners = rows.owners(last, PAGE);
            var fresh = sort(owners);
            last = owners.size() < PAGE ? "" : owners.get(owners.size() - 1);
            stop(fresh);
        } catch (RuntimeException e) {
            LOG.warn("people who have instances could not be looked at; trying again", e);
        } finally {
            looking.set(false);
        }
    }

    /** Those who were not known to have left. */
    private List<String> sort(List<String> owners) {
        var fresh = new ArrayList<String>();
        for (var owner : owners) {
            try {
                if (people.findNow(owner).filter(Person::enabled).isPresent()) {
                    leavers.forget(owner);
                    handled.remove(owner);
                } else {
                    leavers.note(owner);
                    if (!handled.contains(owner)) {
                        fresh.add(owner);
                    }
                }
            } catch (DirectoryUnavailable e) {
                LOG.debugf("whether somebody has left is not known now: %s", e.getMessage());
            }
        }
        return fresh;
    }

    private void stop(List<String> fresh) {
        if (fresh.size() > config.most()) {
            LOG.warnf(
                    "%d people who have instances cannot sign on all at once; nothing of theirs is stopped. If they have"
                            + " left indeed, raise bancada.instances.leaver-most",
                    fresh.size());
            return;
        }
        for (var person : fresh) {
            if (config.policy() == LeaverConfig.Policy.Stop) {
                rows.running(person).forEach(instance -> rows.stop(instance, person));
            }
            handled.add(person);
        }
    }
}
