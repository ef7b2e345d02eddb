package io.bancada.person.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.access.model.Caller;
import io.bancada.access.model.RoleAssignment;
import io.bancada.access.model.RoleAssignment.PrincipalType;
import io.bancada.access.model.RoleAssignmentRepository;
import io.bancada.access.service.Access;
import io.bancada.access.service.BuiltInRoles;
import io.bancada.access.service.FakeLocks;
import io.bancada.access.service.TestRoles;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.service.MapConfig;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PersonServiceTest {
    private static final WorkspaceId MAIN = new WorkspaceId("s", "default", "main");
    private static final Caller ANA = new Caller("id-ana", "ana", "Ana", Set.of("makers"), "portal");
    private static final Caller VERA = new Caller("id-vera", "vera", "Vera", Set.of(), "portal");
    private static final UUID CARLA = new UUID(4, 2);
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final FakeDirectory directory = new FakeDirectory()
            .with(
                    new Person(CARLA.toString(), "Carla Costa", "carla", true),
                    new Person(new UUID(4, 3).toString(), "Carlos Cruz", "carlos", false));
    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final PersonService people = service("3");

    private PersonService service(String perMinute) {
        var config = new DirectoryConfig(new MapConfig(Map.of(
                "bancada.oidc.issuer", "https://a/realms/b", "bancada.directory.searches-per-minute", perMinute)));
        var moved = new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return clock.getZone();
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return clock.withZone(zone);
            }

            @Override
            public Instant instant() {
                return clock.instant();
            }
        };
        return new PersonService(
                new People(directory, config, moved),
                new Access(new Makers(), TestRoles.builtIn(), new FakeLocks().locks()),
                config,
                moved);
    }

    @Test
    void whoMayCreateComputesSearchesAndAskingTwiceIsAskedOnce() {
        assertThat(people.search(ANA, MAIN, "  CARL ")).extracting(Person::name).containsExactly("Carla Costa");
        assertThat(people.search(ANA, MAIN, "carl")).hasSize(1);
        assertThat(directory.asked).containsExactly("carl");
        clock = Clock.fixed(NOW.plusSeconds(16), ZoneOffset.UTC);
        people.search(ANA, MAIN, "carl");
        assertThat(directory.asked).containsExactly("carl", "carl");
    }

    @Test
    void whoMayNotIsRefusedBeforeAnybodyIsAsked() {
        assertRefused(() -> people.search(VERA, MAIN, "carl"), ErrorCode.FORBIDDEN);
        assertRefused(() -> people.find(VERA, MAIN, CARLA.toString()), ErrorCode.FORBIDDEN);
        assertThat(directory.asked).isEmpty();
    }

    @Test
    void objectIdFindsItsPerson() {
        assertThat(people.search(ANA, MAIN, " " + CARLA)).hasSize(1);
        assertThat(people.search(ANA, MAIN, new UUID(4, 3).toString()))
                .as("may not sign on")
                .isEmpty();
    }

    @Test
    void tooShortAndTooLongIsRefused() {
        for (var text : List.of("", " c ", "c".repeat(101))) {
            assertRefused(() -> people.search(ANA, MAIN, text), ErrorCode.INVALID_PARAMETER);
        }
        assertThat(directory.asked).isEmpty();
    }

    @Test
    void manySearchesInAMinuteAreRefusedToThatCallerUntilItIsOver() {
        for (var i = 0; i < 3; i++) {
            people.search(ANA, MAIN, "carl" + i);
        }
        assertRefused(() -> people.search(ANA, MAIN, "carl"), ErrorCode.TOO_MANY_REQUESTS);
        assertThat(people.search(Caller.SYSTEM, MAIN, "carl")).hasSize(1);
        clock = Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC);
        assertThat(people.search(ANA, MAIN, "carl")).hasSize(1);
    }

    @Test
    void silenceOfTheDirectoryIsSaid() {
        directory.away = true;
        assertThatThrownBy(() -> people.search(ANA, MAIN, "carl"))
                .isInstanceOfSatisfying(
                        BancadaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContaining("Give an object id");
        assertThat(people.find(ANA, MAIN, CARLA.toString())).isEmpty();
        directory.away = false;
        assertThat(people.find(ANA, MAIN, CARLA.toString()))
                .as("silence is not remembered")
                .isPresent();
    }

    private static void assertRefused(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BancadaException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    /** Whoever is in the group of makers creates computes. */
    private static final class Makers extends RoleAssignmentRepository {
        @Override
        public List<RoleAssignment> heldBy(Caller caller) {
            return caller.groups().contains("makers")
                    ? List.of(new RoleAssignment(
                            UUID.randomUUID(),
                            PrincipalType.Group,
                            "makers",
                            BuiltInRoles.COMPUTE_OPERATOR,
                            MAIN.scope(),
                            NOW))
                    : List.of();
        }
    }
}
