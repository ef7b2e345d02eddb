package io.bancada.compute.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.access.model.Caller;
import io.bancada.compute.service.ComputeInstanceRequest.Assignee;
import io.bancada.error.BancadaException;
import io.bancada.person.service.FakeDirectory;
import io.bancada.person.service.Person;
import io.bancada.workspace.service.Installation;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AssigneesTest {
    private static final UUID TENANT = new UUID(2, 2);
    private static final Caller ADMIN = new Caller("id-admin", "admin", "Alice", Set.of(), "portal");

    private final FakeDirectory directory = new FakeDirectory()
            .with(new Person("carla", "Carla Costa", "carla", true), new Person("gone", "Gil Gomes", "gil", false));
    private final Assignees assignees = new Assignees(
            new Installation(
                    new UUID(1, 1),
                    TENANT,
                    "local",
                    "default",
                    "main",
                    URI.create("https://localhost:8443"),
                    Path.of("target", "home")),
            directory.asPeople());

    @Test
    void personOfTheDirectoryIsWelcomeUnderTheirName() {
        var person = find("carla");
        assertThat(person.name()).isEqualTo("Carla Costa");
        assertThatNoException().isThrownBy(() -> person.require("who"));
    }

    @Test
    void callerNeedsNobodyToVouchForThem() {
        assertThat(find("id-admin").name()).isEqualTo("Alice");
        assertThat(directory.asked).isEmpty();
    }

    @Test
    void whoeverIsUnknownOrDisabledIsRefusedOnceTheyWouldBeGivenSomething() {
        assertRefused(() -> find("nobody").require("who"), "who.objectId", "knows nobody with the object id 'nobody'");
        assertRefused(() -> find("gone").require("who"), "who.objectId", "Gil Gomes may not sign on");
    }

    @Test
    void whileNobodyCanBeAskedTheIdIsTaken() {
        directory.away = true;
        var person = find("anybody");
        assertThat(person.name()).isEqualTo("anybody");
        assertThatNoException().isThrownBy(() -> person.require("who"));
    }

    @Test
    void whatCanBeNoPersonHereIsRefusedUnasked() {
        assertRefused(
                () -> assignees.find(ADMIN, "who", new Assignee("carla", "elsewhere")),
                "who.tenantId",
                TENANT.toString());
        assertRefused(() -> find(" "), "who.objectId", "up to 255 characters");
        assertRefused(() -> find("x".repeat(256)), "who.objectId", "up to 255 characters");
        assertThat(directory.asked).isEmpty();
    }

    private Assigned find(String id) {
        return assignees.find(ADMIN, "who", new Assignee(id, TENANT.toString()));
    }

    private static void assertRefused(ThrowingCallable call, String field, String words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BancadaException.class, e -> assertThat(e.target()).contains(field))
                .hasMessageContaining(words);
    }
}
