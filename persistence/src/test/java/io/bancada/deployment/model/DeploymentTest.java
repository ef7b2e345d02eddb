package io.bancada.deployment.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.message.Message;
import io.bancada.workspace.model.ResourceGroup;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeploymentTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void whatHasEndedStaysAsItIs() {
        var deployment = begun();
        deployment.advance("[1]", AT.plusSeconds(1));
        assertThat(deployment.state()).isEqualTo(DeploymentState.Running);
        assertThat(deployment.steps()).isEqualTo("[1]");
        assertThat(deployment.touchedAt()).isEqualTo(AT.plusSeconds(1));

        deployment.cancel(AT.plusSeconds(2));
        deployment.advance("[2]", AT.plusSeconds(3));
        deployment.succeed("{\"a\":1}", AT.plusSeconds(3));
        deployment.fail("Conflict", Message.text("no"), AT.plusSeconds(3));

        assertThat(deployment.state()).isEqualTo(DeploymentState.Canceled);
        assertThat(deployment.state().ended()).isTrue();
        assertThat(deployment.outputs()).isEqualTo("{}");
        assertThat(deployment.errorCode()).isEmpty();
        assertThat(deployment.endedAt()).contains(AT.plusSeconds(2));
    }

    @Test
    void endSaysHowAndWhy() {
        var done = begun();
        done.succeed("{\"a\":1}", AT);
        assertThat(done.state()).isEqualTo(DeploymentState.Succeeded);
        assertThat(done.outputs()).contains("a");

        var failed = begun();
        failed.fail("QuotaExceeded", Message.text("no cores"), AT);
        assertThat(failed.state()).isEqualTo(DeploymentState.Failed);
        assertThat(failed.errorCode()).isEqualTo("QuotaExceeded");
        assertThat(failed.errorMessage()).hasToString("no cores");
    }

    private static Deployment begun() {
        return new Deployment(
                new ResourceGroup("lab", "local", Map.of()), "first", "{}", "hash", "{}", "[]", "id", "Ana", AT);
    }
}
