package io.bancada.compute;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.job.Arm;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** One compute instance over the public API, as one person. */
record Desk(Arm person, String name) {
    static final String TWO_CORES = "Standard_D11_v2";
    static final String FOUR_CORES = "Standard_D3_v2";
    private static final Duration SOON = Duration.ofSeconds(60);

    /** A name that no other test takes. */
    static Desk of(Arm person) {
        return new Desk(person, "desk-x" + UUID.randomUUID().toString().substring(0, 8));
    }

    /** The same instance as somebody else sees it. */
    Desk as(Arm other) {
        return new Desk(other, name);
    }

    String path() {
        return "/computes/" + name;
    }

    /** PUT, with these properties of the instance: a JSON object without its braces. */
    Arm.Answer put(String properties) {
        return person.call("PUT", path(), """
                {"location": "local", "properties": {"computeType": "ComputeInstance", "properties": {%s}}}""".formatted(properties));
    }

    void create(String properties) {
        var answer = put(properties);
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    }

    static String size(String size) {
        return "\"vmSize\": \"" + size + "\"";
    }

    Arm.Answer post(String action, String body) {
        return person.call("POST", path() + "/" + action, body);
    }

    /** Asks for it and waits until it has come there. */
    JsonNode move(String verb, String state) {
        var answer = post(verb, "");
        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        return state(state);
    }

    JsonNode state(String state) {
        return person.await(path(), SOON, c -> stateOf(c).equals(state));
    }

    static String stateOf(JsonNode instance) {
        return instance.at("/properties/properties/state").asText();
    }

    /** Why it is not as wanted. */
    static String error(JsonNode instance) {
        return instance.at("/properties/properties/errors/0/error/message").asText();
    }

    /** Runs a command as a job and returns what it printed. */
    String run(String command) {
        var job = submit(command);
        assertThat(Arm.status(person.ended(job))).isEqualTo("Completed");
        return person.log(job, 0);
    }

    String submit(String command) {
        var job = "job-x" + UUID.randomUUID().toString().substring(0, 8);
        var answer = person.submit(job, name, command, 1);
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return job;
    }

    void delete() {
        assertThat(person.call("DELETE", path() + "?underlyingResourceAction=Delete", "")
                        .status())
                .isEqualTo(202);
        var deadline = Instant.now().plus(SOON);
        while (person.call("GET", path(), "").status() != 404) {
            assertThat(Instant.now()).as(name + " is still there").isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }
}
