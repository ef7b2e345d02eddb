package io.bancada.quota.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.access.model.Caller;
import io.bancada.access.model.RoleAssignment.PrincipalType;
import io.bancada.access.service.Actions;
import io.bancada.access.service.BuiltInRoles;
import io.bancada.catalog.model.VmPriority;
import io.bancada.database.TestDatabase;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.paging.PageRequest;
import io.bancada.quota.model.QuotaLimit;
import io.bancada.quota.model.QuotaRequestDetails;
import io.bancada.quota.model.QuotaRequestStatus;
import io.bancada.workspace.service.WorkspaceEmptying;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Asking for more cores and deciding about it, on both databases. */
class QuotaRequestDatabaseTest {
    private static final String FAMILY = QuotaDesk.FAMILY;
    private static final Caller ANA = person("ana");
    private static final Caller BRUNO = person("bruno");
    private static final Caller VERA = person("vera");
    private static final Caller ADMIN = person("admin");

    @ParameterizedTest
    @EnumSource
    void approvalRaisesTheLimitAndTellsWhoAsked(TestDatabase.Kind kind) {
        try (var database = opened(kind)) {
            var asked = call(database, d -> d.requests.ask(ANA, QuotaDesk.MAIN, "more", ask(16, " training ")));
            assertThat(asked.created()).isTrue();
            assertThat(asked.request().status()).isEqualTo(QuotaRequestStatus.Pending);
            assertThat(asked.request().presentCores()).isEqualTo(8);
            assertThat(asked.request().reason()).isEqualTo("training");
            assertThat(limit(database)).isEqualTo(8);

            var approved = call(
                    database, d -> d.requests.approve(ADMIN, QuotaDesk.MAIN, "MORE", Optional.of(12L), "until Friday"));
            assertThat(approved.grantedCores()).contains(12L);

            assertThat(limit(database)).isEqualTo(12);
            var seen = call(database, d -> d.requests.get(ANA, QuotaDesk.MAIN, "more"));
            assertThat(seen.status()).isEqualTo(QuotaRequestStatus.Approved);
            assertThat(seen.decision()).isEqualTo("until Friday");
            assertThat(seen.decidedByName()).isEqualTo("Admin");
            assertThat(seen.decidedAt()).isPresent();
            assertThat(audited(database))
                    .containsExactly(
                            "ana " + Actions.QUOTA_REQUEST_WRITE + " more: " + FAMILY + " Dedicated 8 -> 16",
                            "admin " + Actions.QUOTAS_UPDATE + " " + FAMILY + ": Dedicated 8 -> 12",
                            "admin " + Actions.QUOTAS_UPDATE + " more: " + FAMILY
                                    + " Dedicated approved 8 -> 12 of 16");
        }
    }

    @Test
    void wholeRequestIsApprovedWhereNoNumberIsSaid() {
        try (var database = opened(TestDatabase.Kind.H2)) {
            call(database, d -> d.requests.ask(ANA, QuotaDesk.MAIN, "more", ask(16, "training")));
            call(database, d -> d.requests.approve(ADMIN, QuotaDesk.MAIN, "more", Optional.empty(), ""));
            assertThat(limit(database)).isEqualTo(16);
        }
    }

    @Test
    void declinedRequestLeavesTheLimitAndSaysWhy() {
        try (var database = opened(TestDatabase.Kind.H2)) {
            call(database, d -> d.requests.ask(ANA, QuotaDesk.MAIN, "more", ask(16, "training")));
            refused(database, ErrorCode.INVALID_PARAMETER, "comment", d -> {
                d.requests.decline(ADMIN, QuotaDesk.MAIN, "more", "  ");
            });
            call(database, d -> d.requests.decline(ADMIN, QuotaDesk.MAIN, "more", "The host has no more."));

            var seen = call(database, d -> d.requests.get(ANA, QuotaDesk.MAIN, "more"));
            assertThat(seen.status()).isEqualTo(QuotaRequestStatus.Declined);
            assertThat(seen.decision()).isEqualTo("The host has no more.");
            assertThat(limit(database)).isEqualTo(8);
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneOfManyDecisionsAtTheSameMomentHolds(TestDatabase.Kind kind) throws Exception {
        try (var database = opened(kind)) {
            call(database, d -> d.requests.ask(ANA, QuotaDesk.MAIN, "more", ask(16, "training")));
            var executor = Executors.newFixedThreadPool(8);
            var refused = new ArrayList<BancadaException>();
            try {
                var decisions = new ArrayList<Callable<QuotaRequestDetails>>();
                for (var cores = 9L; cores <= 16; cores++) {
                    var granted = Optional.of(cores);
                    decisions.add(
                            () -> call(database, d -> d.requests.approve(ADMIN, QuotaDesk.MAIN, "more", granted, "")));
                }
                for (var decision : executor.invokeAll(decisions)) {
                    try {
                        decision.get();
                    } catch (java.util.concurrent.ExecutionException e) {
                        refused.add((BancadaException) e.getCause());
                    }
                }
            } finally {
                executor.shutdownNow();
            }
            assertThat(refused).hasSize(7).allSatisfy(e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
                assertThat(e.getMessage()).contains("Approved already, by Admin");
            });
            var granted = call(database, d -> d.requests.get(ANA, QuotaDesk.MAIN, "more"))
                    .grantedCores();
            assertThat(granted).contains(limit(database));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, properties.limit",
        "-1, properties.limit",
        "8, properties.limit",
        "7, properties.limit",
        "2147483648, properties.limit",
        "9223372036854775807, properties.limit",
        "-9223372036854775808, properties.limit"
    })
    void limitThatIsNoneOrNotAboveThePresentOneIsRefused(long cores, String field) {
        try (var database = opened(TestDatabase.Kind.H2)) {
            refused(database, ErrorCode.INVALID_PARAMETER, field, d -> {
                d.requests.ask(ANA, QuotaDesk.MAIN, "more", ask(cores, "training"));
            });
            assertThat(all(database)).isEmpty();
        }
    }

    @Test
    void unknownFamilyAndReasonsThatSayNothingOrTooMuchAreRefused() {
        try (var database = opened(TestDatabase.Kind.H2)) {
            refused(database, ErrorCode.INVALID_PARAMETER, "properties.quotaId", d -> {
                d.requests.ask(
                        ANA, QuotaDesk.MAIN, "more", new QuotaAsk("noFamily", VmPriority.Dedicated, 16, "training"));
            });
            refused(database, ErrorCode.INVALID_PARAMETER, "properties.quotaId", d -> {
                d.requests.ask(
                        ANA, QuotaDesk.MAIN, "more", new QuotaAsk(FAMILY, VmPriority.LowPriority, 16, "training"));
            });
            assertThatThrownBy(() -> ask(16, " "))
                    .isInstanceOfSatisfying(
                            BancadaException.class, e -> assertThat(e.target()).contains("properties.reason"));
            assertThatThrownBy(() -> ask(16, "x".repeat(1001)))
                    .isInstanceOfSatisfying(
                            BancadaException.class, e -> assertThat(e.target()).contains("properties.reason"));
            assertThat(all(database)).isEmpty();
        }
    }

    @Test
    void sameRequestSentTwiceIsOneAndAnotherOfItsNameIsNone() {
        try (var database = opened(TestDatabase.Kind.H2)) {
            call(database, d -> d.requests.ask(ANA, QuotaDesk.MAIN, "more", ask(16, "training")));
            var again = call(database, d -> d.requests.ask(ANA, QuotaDesk.MAIN, "more", ask(16, "training")));
            assertThat(again.created()).isFalse();
            refused(database, ErrorCode.CONFLICT, "requestName", d -> {
                d.requests.ask(ANA, QuotaDesk.MAIN, "more", ask(17, "training"));
            });
            refused(database, ErrorCode.CONFLICT, "properties.quotaId", d -> {
                d.requests.ask(BRUNO, QuotaDesk.MAIN, "other", ask(32, "me too"));
            });
            assertThat(all(database)).hasSize(1);
        }
    }

    @Test
    void onlyWhoeverAskedCancelsAndThenAnybodyMayAskAgain() {
        try (var database = opened(TestDatabase.Kind.H2)) {
            call(database, d -> d.requests.ask(ANA, QuotaDesk.MAIN, "more", ask(16, "training")));
            refused(database, ErrorCode.FORBIDDEN, QuotaDesk.MAIN.child("quotaRequests", "more"), d -> {
                d.requests.cancel(BRUNO, QuotaDesk.MAIN, "more");
            });
            call(database, d -> d.requests.cancel(ANA, QuotaDesk.MAIN, "more"));
            refused(database, ErrorCode.CONFLICT, "status", d -> {
                d.requests.approve(ADMIN, QuotaDesk.MAIN, "more", Optional.empty(), "");
            });
            call(database, d -> d.requests.ask(BRUNO, QuotaDesk.MAIN, "other", ask(32, "me too")));
            assertThat(all(database))
                    .extracting(QuotaRequestDetails::status)
                    .containsExactly(QuotaRequestStatus.Pending, QuotaRequestStatus.Canceled);
        }
    }

    @Test
    void approvalOfMoreThanAskedOrNoMoreThanThereIsIsRefused() {
        try (var database = opened(TestDatabase.Kind.H2)) {
            call(database, d -> d.requests.ask(ANA, QuotaDesk.MAIN, "more", ask(16, "training")));
            for (var cores : List.of(17L, 0L, -1L, 1L << 31)) {
                refused(database, ErrorCode.INVALID_PARAMETER, "limit", d -> {
                    d.requests.approve(ADMIN, QuotaDesk.MAIN, "more", Optional.of(cores), "");
                });
            }
            database.run(em -> new QuotaDesk(em)
                    .quota.update(ADMIN, QuotaDesk.SUBSCRIPTION, "local", FAMILY, VmPriority.Dedicated, 20));
            refused(database, ErrorCode.CONFLICT, "limit", d -> {
                d.requests.approve(ADMIN, QuotaDesk.MAIN, "more", Optional.empty(), "");
            });
            assertThat(limit(database)).isEqualTo(20);
        }
    }

    @Test
    void readersSeeButDoNotAskAndThoseWhoAskDoNotDecide() {
        try (var database = opened(TestDatabase.Kind.H2)) {
            call(database, d -> d.requests.ask(ANA, QuotaDesk.MAIN, "more", ask(16, "training")));
            assertThat(call(database, d -> d.requests.get(VERA, QuotaDesk.MAIN, "more"))
                            .wantedCores())
                    .isEqualTo(16);
            var here = QuotaDesk.MAIN.arm();
            var above = "/subscriptions/" + QuotaDesk.SUBSCRIPTION;
            refused(database, ErrorCode.FORBIDDEN, here, d -> {
                d.requests.ask(VERA, QuotaDesk.MAIN, "mine", ask(32, "reading"));
            });
            refused(database, ErrorCode.FORBIDDEN, here, d -> d.requests.cancel(VERA, QuotaDesk.MAIN, "more"));
            for (var nobody : List.of(ANA, VERA)) {
                refused(database, ErrorCode.FORBIDDEN, above, d -> {
                    d.requests.approve(nobody, QuotaDesk.MAIN, "more", Optional.empty(), "");
                });
                refused(database, ErrorCode.FORBIDDEN, above, d -> {
                    d.requests.decline(nobody, QuotaDesk.MAIN, "absent", "no");
                });
                refused(database, ErrorCode.FORBIDDEN, above, d -> {
                    d.requests.listByLocation(
                            nobody, QuotaDesk.SUBSCRIPTION, "local", Optional.empty(), PageRequest.first());
                });
            }
            assertThat(limit(database)).isEqualTo(8);
        }
    }

    @ParameterizedTest
    @EnumSource
    void listsGoOnWhereTheLastPageEndedAndFilterByStatus(TestDatabase.Kind kind) {
        try (var database = opened(kind)) {
            for (var i = 1; i <= 3; i++) {
                var name = "r" + i;
                var cores = 10 * i;
                call(database, d -> d.requests.ask(ANA, QuotaDesk.MAIN, name, ask(cores, "training")));
                if (i < 3) {
                    call(database, d -> d.requests.decline(ADMIN, QuotaDesk.MAIN, name, "not now"));
                }
            }
            var first = call(
                    database,
                    d -> d.requests.listByLocation(
                            ADMIN,
                            QuotaDesk.SUBSCRIPTION,
                            "local",
                            Optional.empty(),
                            new PageRequest(2, Optional.empty())));
            assertThat(first.items()).extracting(QuotaRequestDetails::name).containsExactly("r3", "r2");
            var second = call(
                    database,
                    d -> d.requests.list(
                            ANA,
                            QuotaDesk.MAIN,
                            Optional.empty(),
                            PageRequest.of(first.next().orElseThrow(), 2)));
            assertThat(second.items()).extracting(QuotaRequestDetails::name).containsExactly("r1");
            assertThat(second.next()).isEmpty();
            var declined = call(
                    database,
                    d -> d.requests.list(
                            VERA, QuotaDesk.MAIN, Optional.of(QuotaRequestStatus.Declined), PageRequest.first()));
            assertThat(declined.items()).extracting(QuotaRequestDetails::name).containsExactly("r2", "r1");
        }
    }

    @Test
    void restrictedSeriesIsApprovedWithItsFirstApprovedRequest() {
        try (var database = opened(TestDatabase.Kind.H2)) {
            call(database, d -> d.requests.ask(ANA, QuotaDesk.MAIN, "more", ask(16, "training")));
            assertThat(approved(database, FAMILY)).isFalse();
            call(database, d -> d.requests.approve(ADMIN, QuotaDesk.MAIN, "more", Optional.empty(), ""));
            assertThat(approved(database, FAMILY)).isTrue();
            assertThat(approved(database, QuotaLimit.TOTAL)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void requestsGoWithTheirWorkspace(TestDatabase.Kind kind) {
        try (var database = opened(kind)) {
            call(database, d -> d.requests.ask(ANA, QuotaDesk.MAIN, "more", ask(16, "training")));
            database.run(em -> {
                var desk = new QuotaDesk(em);
                var main = desk.workspaceRows.find(QuotaDesk.MAIN).orElseThrow();
                desk.requests.empty(new WorkspaceEmptying(main));
                desk.workspaceRows.remove(main);
            });
            assertThat(all(database)).isEmpty();
        }
    }

    private static TestDatabase opened(TestDatabase.Kind kind) {
        var database = TestDatabase.create(kind);
        database.run(em -> {
            var desk = new QuotaDesk(em);
            desk.open(8);
            desk.give(PrincipalType.User, "ana", BuiltInRoles.DATA_SCIENTIST, QuotaDesk.MAIN.arm());
            desk.give(PrincipalType.User, "bruno", BuiltInRoles.DATA_SCIENTIST, QuotaDesk.MAIN.arm());
            desk.give(PrincipalType.User, "vera", BuiltInRoles.READER, QuotaDesk.MAIN.arm());
            desk.give(PrincipalType.User, "admin", BuiltInRoles.OWNER, "/");
        });
        return database;
    }

    private static <T> T call(TestDatabase database, Function<QuotaDesk, T> work) {
        return database.call(em -> work.apply(new QuotaDesk(em)));
    }

    private static void refused(TestDatabase database, ErrorCode code, String target, Consumer<QuotaDesk> work) {
        assertThatThrownBy(() -> database.run(em -> work.accept(new QuotaDesk(em))))
                .isInstanceOfSatisfying(BancadaException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.target()).contains(target);
                });
    }

    private static boolean approved(TestDatabase database, String family) {
        return call(database, d -> d.approved("local", family));
    }

    private static long limit(TestDatabase database) {
        return call(
                        database,
                        d -> d.quotaRows
                                .limit("local", FAMILY, VmPriority.Dedicated)
                                .orElseThrow())
                .cores();
    }

    private static List<QuotaRequestDetails> all(TestDatabase database) {
        return call(
                database,
                d -> d.requests
                        .listByLocation(ADMIN, QuotaDesk.SUBSCRIPTION, "local", Optional.empty(), PageRequest.first())
                        .items());
    }

    private static List<String> audited(TestDatabase database) {
        return database.call(em -> em.createQuery(
                        "select e from AuditEntry e order by e.id", io.bancada.audit.model.AuditEntry.class)
                .getResultStream()
                .map(e -> e.userName() + " " + e.action() + " " + e.resourceId().replaceAll(".*/", "") + ": "
                        + e.detail())
                .toList());
    }

    private static QuotaAsk ask(long cores, String reason) {
        return new QuotaAsk(FAMILY, VmPriority.Dedicated, cores, reason);
    }

    private static Caller person(String name) {
        return new Caller(
                name, name, name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1), Set.of(), "t");
    }
}
