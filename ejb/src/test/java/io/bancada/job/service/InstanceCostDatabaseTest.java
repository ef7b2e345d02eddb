package io.bancada.job.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.catalog.service.VmSizeCatalog;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.ComputeInstanceState;
import io.bancada.compute.model.LastOperation.Trigger;
import io.bancada.cost.model.CostKind;
import io.bancada.cost.model.CostLine;
import io.bancada.cost.model.CostSpan;
import io.bancada.cost.model.CostTotal;
import io.bancada.database.TestDatabase;
import io.bancada.error.BancadaException;
import io.bancada.message.Message;
import io.bancada.node.model.Node;
import io.bancada.node.service.NodeObservation;
import io.bancada.node.service.NodeObservation.Kind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an instance costs, through real passes on both databases, beside an integral that is kept apart. */
class InstanceCostDatabaseTest {
    private static final VmSizeCatalog CATALOG = new VmSizeCatalog();
    private static final List<Kind> NEWS = List.of(Kind.READY, Kind.PENDING, Kind.LOST, Kind.STOPPED, Kind.GONE);
    /** 120 GiB at the price of {@link Installed}. */
    private static final BigDecimal DISK_HOUR = new BigDecimal("0.12");

    private final MovingClock clock = new MovingClock();
    private final Map<CostKind, BigDecimal> expected = new EnumMap<>(CostKind.class);

    @ParameterizedTest
    @EnumSource
    void machineCostsWhileItRunsAndDiskUntilItIsDeleted(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var id = instance(database);
            var uid = read(database, id).orElseThrow().uid();
            clock.advance(Duration.ofHours(1));
            obey(database, id);
            assertThat(time(database, uid, CostKind.Compute)).isZero();
            clock.advance(Duration.ofHours(2));
            ask(database, id, i -> i.requestStop(Trigger.User, clock.instant()));
            obey(database, id);
            clock.advance(Duration.ofHours(3));
            assertThat(time(database, uid, CostKind.Compute)).isEqualTo(Duration.ofHours(2));
            assertThat(time(database, uid, CostKind.Disk)).isEqualTo(Duration.ofHours(5));

            resize(database, id, Installed.SIZE);
            ask(database, id, i -> i.requestStart(Trigger.User, clock.instant()));
            obey(database, id);
            clock.advance(Duration.ofHours(4));
            var total = totals(database, uid).get(0);
            assertThat(total.amount())
                    .isEqualByComparingTo(price(Installed.INSTANCE_SIZE)
                            .multiply(BigDecimal.valueOf(2))
                            .add(price(Installed.SIZE).multiply(BigDecimal.valueOf(4))));
            assertThat(total.hourlyRate().orElseThrow()).isEqualByComparingTo(price(Installed.SIZE));

            ask(database, id, i -> i.requestDelete("Ana", clock.instant()));
            obey(database, id);
            assertThat(read(database, id)).isEmpty();
            clock.advance(Duration.ofDays(9));
            assertThat(time(database, uid, CostKind.Compute)).isEqualTo(Duration.ofHours(6));
            assertThat(time(database, uid, CostKind.Disk)).isEqualTo(Duration.ofHours(9));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherPersonGetsLinesOfTheirOwn(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var id = instance(database);
            obey(database, id);
            clock.advance(Duration.ofHours(1));
            ask(database, id, i -> i.requestStop(Trigger.User, clock.instant()));
            obey(database, id);
            ask(database, id, i -> i.handOver("bruno", "Bruno", "Admin", clock.instant()));
            pass(database, id, List.of());
            clock.advance(Duration.ofHours(2));
            var uid = read(database, id).orElseThrow().uid();
            assertThat(spans(database, uid))
                    .extracting(s -> s.charge().kind() + " " + s.charge().person() + " "
                            + s.time(clock.instant()).toHours())
                    .containsExactlyInAnyOrder("Compute ana 1", "Disk ana 1", "Disk bruno 2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void sumOfTheLinesIsTheIntegralWhateverHappens(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var random = new Random(20261121);
            var id = instance(database);
            var uid = read(database, id).orElseThrow().uid();
            for (var i = 0; i < 400; i++) {
                tick(database, id, Duration.ofMillis(1 + random.nextInt(7_200_000)));
                step(database, id, random);
                if (i % 20 == 0) {
                    compare(database, uid);
                }
            }
            ask(database, id, i -> i.requestDelete("Ana", clock.instant()));
            for (var i = 0; i < 4; i++) {
                tick(database, id, Duration.ofMinutes(1));
                obey(database, id);
            }
            assertThat(read(database, id)).isEmpty();
            clock.advance(Duration.ofDays(1));
            compare(database, uid);
            assertThat(spans(database, uid))
                    .hasSizeGreaterThan(20)
                    .allMatch(s -> s.ended().isPresent());
        }
    }

    /** Time goes by, and what the node is meanwhile is added to the integral. */
    private void tick(TestDatabase database, long id, Duration time) {
        node(database, id).ifPresent(node -> {
            var hours = BigDecimal.valueOf(time.toMillis())
                    .divide(BigDecimal.valueOf(Duration.ofHours(1).toMillis()), MathContext.DECIMAL128);
            if (node.readyAt().isPresent()) {
                expected.merge(CostKind.Disk, hours.multiply(DISK_HOUR), BigDecimal::add);
            }
            switch (node.state()) {
                case idle, running ->
                    expected.merge(CostKind.Compute, hours.multiply(price(node.vmSize())), BigDecimal::add);
                case preparing, stopping, stopped, unusable, leaving, preempted -> {}
            }
        });
        clock.advance(time);
    }

    private void step(TestDatabase database, long id, Random random) {
        try {
            switch (random.nextInt(9)) {
                case 0 -> ask(database, id, i -> i.requestStart(Trigger.User, clock.instant()));
                case 1 -> ask(database, id, i -> i.requestStop(Trigger.User, clock.instant()));
                case 2 -> ask(database, id, i -> i.requestRestart(Trigger.User, clock.instant()));
                case 3 -> {
                    if (read(database, id).orElseThrow().state() == ComputeInstanceState.Stopped) {
                        resize(database, id, random.nextBoolean() ? Installed.SIZE : Installed.INSTANCE_SIZE);
                    }
                }
                case 4 -> see(database, id, NEWS.get(random.nextInt(NEWS.size())));
                case 5 -> pass(database, id, List.of());
                default -> obey(database, id);
            }
        } catch (BancadaException refused) {
            assertThat(refused.getMessage()).contains("you cannot");
        }
        pass(database, id, List.of()); // again, as after a crash: it changes nothing
    }

    private void compare(TestDatabase database, UUID uid) {
        for (var total : totals(database, uid)) {
            assertThat(total.amount().subtract(expected.getOrDefault(total.kind(), BigDecimal.ZERO)))
                    .as("%s", total)
                    .isBetween(new BigDecimal("-1e-9"), new BigDecimal("1e-9"));
        }
    }

    private static BigDecimal price(String size) {
        return CATALOG.find(size).orElseThrow().pricePerHour().orElseThrow();
    }

    private void resize(TestDatabase database, long id, String size) {
        database.run(em -> {
            var installed = new Installed(em, clock);
            ((ComputeInstance) installed.computes.lock(id).orElseThrow()).requestResize(size, "Ana", clock.instant());
            installed.nodes.of(id).get(0).resize(size);
        });
        pass(database, id, List.of());
    }

    /** The driver does what the pass asks of it. */
    private void obey(TestDatabase database, long id) {
        var todo = pass(database, id, List.of());
        var news = new ArrayList<NodeObservation>();
        todo.bring().forEach(n -> news.add(NodeObservation.ready(n.id(), "127.0.0.1")));
        todo.stop().forEach(n -> news.add(NodeObservation.of(n.id(), Kind.STOPPED, Message.NONE)));
        todo.release().forEach(n -> news.add(NodeObservation.of(n.id(), Kind.GONE, Message.NONE)));
        pass(database, id, news);
    }

    private void see(TestDatabase database, long id, Kind kind) {
        node(database, id)
                .ifPresent(n -> pass(
                        database, id, List.of(NodeObservation.of(n.id(), kind, Message.text("as the test says")))));
    }

    private PassResult pass(TestDatabase database, long id, List<NodeObservation> nodes) {
        return database.call(em -> new Installed(em, clock).pass.run(id, nodes, List.of()));
    }

    private void ask(TestDatabase database, long id, Consumer<ComputeInstance> request) {
        database.run(em -> request.accept(
                (ComputeInstance) new Installed(em, clock).computes.lock(id).orElseThrow()));
    }

    private long instance(TestDatabase database) {
        return database.call(em -> {
            var installed = new Installed(em, clock);
            return installed.instance(installed.workspace(8), "desk").id();
        });
    }

    private Optional<ComputeInstance> read(TestDatabase database, long id) {
        return database.call(em -> new Installed(em, clock).computes.find(id).map(ComputeInstance.class::cast));
    }

    private Optional<Node> node(TestDatabase database, long id) {
        return database.call(
                em -> new Installed(em, clock).nodes.of(id).stream().findFirst());
    }

    private List<CostSpan> spans(TestDatabase database, UUID uid) {
        return database.call(em -> new Installed(em, clock)
                .costs.of(uid).stream().map(CostLine::span).toList());
    }

    private List<CostTotal> totals(TestDatabase database, UUID uid) {
        return CostTotal.of(spans(database, uid), clock.instant());
    }

    private Duration time(TestDatabase database, UUID uid, CostKind kind) {
        return totals(database, uid).stream()
                .filter(t -> t.kind() == kind)
                .map(CostTotal::time)
                .findFirst()
                .orElse(Duration.ZERO);
    }
}
