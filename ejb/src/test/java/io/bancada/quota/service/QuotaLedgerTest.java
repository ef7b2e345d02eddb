package io.bancada.quota.service;

import static io.bancada.catalog.model.VmPriority.Dedicated;
import static io.bancada.catalog.model.VmPriority.LowPriority;
import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.catalog.model.VmPriority;
import io.bancada.quota.model.QuotaKey;
import io.bancada.quota.model.QuotaLimit;
import io.bancada.quota.model.QuotaUsage;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaLedgerTest {
    private static final String D = "standardDv2Family";
    private static final String F = "standardFSv2Family";

    private final List<QuotaLimit> limits = List.of(
            limit(QuotaLimit.TOTAL, Dedicated, 20), limit(QuotaLimit.TOTAL, LowPriority, 10),
            limit(D, Dedicated, 8), limit(F, Dedicated, 16));

    @Test
    void dedicatedCoresCountAgainstTheirFamilyAndTheTotal() {
        var ledger = QuotaLedger.of(limits, Map.of(key(D, Dedicated), 6L, key(F, Dedicated), 4L));
        assertThat(ledger.lines())
                .containsExactlyInAnyOrder(
                        new QuotaUsage(QuotaLimit.TOTAL, Dedicated, 10, 20),
                        new QuotaUsage(QuotaLimit.TOTAL, LowPriority, 0, 10),
                        new QuotaUsage(D, Dedicated, 6, 8),
                        new QuotaUsage(F, Dedicated, 4, 16));
    }

    @Test
    void lowPriorityCoresCountAgainstTheirOwnTotalOnly() {
        var ledger = QuotaLedger.of(limits, Map.of(key(D, LowPriority), 6L, key(F, LowPriority), 2L));
        assertThat(ledger.lines())
                .filteredOn(l -> l.used() > 0)
                .containsExactly(new QuotaUsage(QuotaLimit.TOTAL, LowPriority, 8, 10));
        assertThat(ledger.affordable(D, LowPriority, 2)).isEqualTo(1);
        assertThat(ledger.affordable(D, Dedicated, 2)).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 2, 4", // the family's limit
        "6, 0, 2, 1",
        "7, 0, 2, 0",
        "8, 0, 2, 0",
        "0, 16, 2, 2", // the total's limit
        "0, 0, 3, 2",
        "0, 0, 9, 0"
    })
    void affordableIsWhatTheNarrowestLineHasRoomFor(long usedD, long usedF, long cores, int machines) {
        var ledger = QuotaLedger.of(limits, Map.of(key(D, Dedicated), usedD, key(F, Dedicated), usedF));
        assertThat(ledger.affordable(D, Dedicated, cores)).isEqualTo(machines);
    }

    @Test
    void theBlockingLineIsTheOneThatWouldBeExceeded() {
        var ledger = QuotaLedger.of(limits, Map.of(key(D, Dedicated), 8L, key(F, Dedicated), 4L));
        assertThat(ledger.blocking(D, Dedicated, 1))
                .hasValueSatisfying(
                        l -> assertThat(QuotaLedger.words(l).english()).isEqualTo(D + ": 8 of 8 cores used"));
        assertThat(ledger.blocking(F, Dedicated, 8)).isEmpty();
        assertThat(ledger.blocking(F, Dedicated, 9))
                .hasValueSatisfying(l -> assertThat(QuotaLedger.words(l).english())
                        .isEqualTo("total dedicated cores: 12 of 20 cores used"));
        assertThat(ledger.blocking(F, LowPriority, 11))
                .hasValueSatisfying(l -> assertThat(QuotaLedger.words(l).english())
                        .isEqualTo("total low-priority cores: 0 of 10 cores used"));
    }

    @Test
    void aLimitLoweredBelowTheUseRefusesOnlyWhatIsNew() {
        var lowered = List.of(limit(QuotaLimit.TOTAL, Dedicated, 20), limit(D, Dedicated, 2));
        var ledger = QuotaLedger.of(lowered, Map.of(key(D, Dedicated), 6L));
        assertThat(ledger.affordable(D, Dedicated, 1)).isZero();
        assertThat(ledger.blocking(D, Dedicated, 1)).isPresent();
        assertThat(ledger.lines()).contains(new QuotaUsage(D, Dedicated, 6, 2));
        assertThat(ledger.affordable(F, Dedicated, 1)).isEqualTo(14);
    }

    @Test
    void aFamilyWithoutALimitOfItsOwnCountsAgainstTheTotal() {
        var ledger = QuotaLedger.of(limits, Map.of(key("standardMSFamily", Dedicated), 15L));
        assertThat(ledger.affordable("standardMSFamily", Dedicated, 1)).isEqualTo(5);
        assertThat(ledger.affordable(D, Dedicated, 1)).isEqualTo(5);
    }

    @Test
    void withoutAnyLimitNothingIsAffordable() {
        assertThat(QuotaLedger.of(List.of(), Map.of()).affordable(D, Dedicated, 1))
                .isZero();
    }

    @Test
    void affordableMachinesNeverBlockAndOneMoreDoes() {
        var random = new Random(20260101);
        for (var round = 0; round < 5_000; round++) {
            var some = List.of(
                    limit(QuotaLimit.TOTAL, Dedicated, random.nextInt(40)),
                    limit(QuotaLimit.TOTAL, LowPriority, random.nextInt(40)),
                    limit(D, Dedicated, random.nextInt(40)),
                    limit(F, Dedicated, random.nextInt(40)));
            var ledger = QuotaLedger.of(
                    some,
                    Map.of(
                            key(D, Dedicated), (long) random.nextInt(40),
                            key(F, Dedicated), (long) random.nextInt(40),
                            key(D, LowPriority), (long) random.nextInt(40)));
            var priority = random.nextBoolean() ? Dedicated : LowPriority;
            var cores = 1 + random.nextInt(8);
            var machines = ledger.affordable(D, priority, cores);
            assertThat(ledger.blocking(D, priority, (long) (machines + 1) * cores))
                    .isPresent();
            if (machines > 0) {
                assertThat(ledger.blocking(D, priority, (long) machines * cores))
                        .isEmpty();
            }
        }
    }

    private static QuotaLimit limit(String family, VmPriority priority, long cores) {
        return new QuotaLimit("local", family, priority, cores);
    }

    private static QuotaKey key(String family, VmPriority priority) {
        return new QuotaKey("local", family, priority);
    }
}
