package io.bancada.quota.service;

import io.bancada.access.model.Caller;
import io.bancada.access.model.Scope;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.audit.service.Audit;
import io.bancada.catalog.model.VmPriority;
import io.bancada.catalog.service.Locations;
import io.bancada.error.BancadaException;
import io.bancada.quota.model.QuotaKey;
import io.bancada.quota.model.QuotaLimit;
import io.bancada.quota.model.QuotaRepository;
import io.bancada.quota.model.QuotaUsage;
import io.bancada.quota.model.Reservation;
import io.bancada.workspace.service.Workspaces;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.OptionalInt;

/** The quota ledger: one transaction checks and reserves under the lock of the location's ledger (H6, R12). */
@Stateless
public class QuotaService {
    private static final long MOST_CORES = 1_000_000_000L;

    private QuotaRepository rows;
    private Locations locations;
    private Workspaces workspaces;
    private Access access;
    private Audit audit;

    @Inject
    public QuotaService(QuotaRepository rows, Locations locations, Workspaces workspaces, Access access, Audit audit) {
        this.rows = rows;
        this.locations = locations;
        this.workspaces = workspaces;
        this.access = access;
        this.audit = audit;
    }

    @SuppressWarnings("NullAway")
    protected QuotaService() {}

    /** Usages_List and Quotas_List: every line of the location's ledger. */
    public List<QuotaUsage> usages(Caller caller, String subscription, String location) {
        access.requireMember(caller, Actions.USAGES_READ, new Scope("/subscriptions/" + subscription));
        workspaces.requireSubscription(subscription);
        return ledger(locations.get(location).name()).lines();
    }

    /**
     * Quotas_Update: sets one limit. Lowering it below the use refuses new reservations only.
     *
     * @throws BancadaException 400 for an unknown family or a limit that is no number of cores
     */
    public QuotaUsage update(
            Caller caller, String subscription, String location, String family, VmPriority priority, long cores) {
        access.require(caller, Actions.QUOTAS_UPDATE, new Scope("/subscriptions/" + subscription));
        workspaces.requireSubscription(subscription);
        var name = locations.get(location).name();
        requireCores("limit", cores);
        var limit = lockLimit("id", name, family, priority);
        set(caller, subscription, limit, cores);
        return ledger(name).lines().stream()
                .filter(l -> l.family().equals(limit.family()) && l.priority() == priority)
                .findFirst()
                .orElseThrow();
    }

    /**
     * One limit, under the ledger's lock until the end of the caller's transaction.
     *
     * @param field the request's field, for the error
     * @throws BancadaException 400 when the location has no such limit
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public QuotaLimit lockLimit(String field, String location, String family, VmPriority priority) {
        rows.lock(location);
        return rows.limit(location, family, priority)
                .orElseThrow(() -> BancadaException.invalid(
                        field,
                        "There is no quota '" + family + "' in '" + location + "'; the list of quotas has all."));
    }

    /** Sets a limit that the caller has locked in this transaction, and was allowed to change. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void set(Caller caller, String subscription, QuotaLimit limit, long cores) {
        var before = limit.cores();
        limit.limitTo(cores);
        audit.record(
                caller,
                Actions.QUOTAS_UPDATE,
                "/subscriptions/" + subscription + "/locations/" + limit.location() + "/quotas/" + limit.family(),
                limit.vmPriority() + " " + before + " -> " + cores);
    }

    /**
     * Goes on only for a number that a limit can be.
     *
     * @throws BancadaException 400 naming the field
     */
    static void requireCores(String field, long cores) {
        if (cores < 0 || cores > MOST_CORES) {
            throw BancadaException.invalid(field, "The limit is " + cores + " cores; give 0 to " + MOST_CORES + ".");
        }
    }

    /** Cores of the hardware behind a location, before any overcommit; empty where its driver cannot know. */
    public OptionalInt hardware(Caller caller, String subscription, String location) {
        access.requireMember(caller, Actions.USAGES_READ, new Scope("/subscriptions/" + subscription));
        return locations.cores(location);
    }

    /** The ledger as it stands, without a lock: for pages, never for a decision. */
    public QuotaLedger ledger(String location) {
        return QuotaLedger.of(rows.limits(location), rows.reserved(location));
    }

    /** The ledger, locked until the end of the caller's transaction: what it allows can be reserved. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public QuotaLedger lock(String location) {
        rows.lock(location);
        return ledger(location);
    }

    /** Reserves cores for a node. The caller has locked the ledger and checked it in this transaction. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void reserve(QuotaKey key, long cores, long workspaceId, long nodeId) {
        rows.add(new Reservation(key, cores, workspaceId, nodeId));
    }

    /** Whether a node holds cores. For a decision the caller has locked the ledger in this transaction. */
    public boolean holds(long nodeId) {
        return rows.holds(nodeId);
    }

    /**
     * Gives back what a node held.
     *
     * @return whether it held anything
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public boolean release(long nodeId) {
        return rows.release(nodeId);
    }
}
