package io.bancada.driver.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The defaults, and what is no configuration. */
class SshConfigTest {
    @Test
    void defaultsAreTheDocumentedOnes() {
        SshConfig defaults = SshConfig.defaults();
        assertThat(defaults.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(defaults.requestTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(defaults.stageTimeout()).isEqualTo(Duration.ofMinutes(15));
        assertThat(defaults.logLimit()).isEqualTo(1L << 30);
        assertThat(defaults.fetchLimit()).isEqualTo(256L << 30);
        assertThat(defaults.path()).isEqualTo("/usr/local/bin:/usr/bin:/bin");
        assertThat(defaults.allowedAddresses()).isEmpty();
    }

    @Test
    void badValuesNameTheirKey() {
        assertThatThrownBy(() -> new SshConfig(
                        Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1), 4096, 1, "/bin", List.of()))
                .hasMessageContaining("bancada.ssh.connect-timeout");
        assertThatThrownBy(() -> new SshConfig(
                        Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 1, "/bin", List.of()))
                .hasMessageContaining("bancada.ssh.log-limit");
    }
}
