package io.bancada.driver.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.driver.MachineProbe.Verdict;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the server speaks to. */
class AddressPolicyTest {
    private final AddressPolicy policy = new AddressPolicy(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "localhost",
                "2130706433",
                "127.1",
                "0.0.0.0",
                "0.1.2.3",
                "169.254.169.254",
                "169.254.1.1",
                "224.0.0.1",
                "100.100.100.200",
                "168.63.129.16",
                "::1",
                "::",
                "fe80::1",
                "ff02::1",
                "fd00:ec2::254",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "2002:7f00:1::",
                "2002:a9fe:a9fe::1"
            })
    void dangerousAddressesAreRefusedInEveryDress(String host) {
        assertThatThrownBy(() -> policy.resolve(host))
                .isInstanceOf(SshFailure.class)
                .extracting(e -> ((SshFailure) e).verdict())
                .isEqualTo(Verdict.ADDRESS_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "192.168.1.10", "172.16.0.1", "203.0.113.7", "2001:db8::1", "fd12::1"})
    void companyAndPublicAddressesAreSpokenTo(String host) throws Exception {
        assertThat(policy.resolve(host)).isEqualTo(InetAddress.getByName(host));
    }

    @Test
    void allowedNetworkIsSpokenToAndNoOther() throws Exception {
        AddressPolicy loopback = new AddressPolicy(List.of("127.0.0.0/30", "::1"));
        assertThat(loopback.resolve("127.0.0.1").isLoopbackAddress()).isTrue();
        assertThat(loopback.resolve("::1").isLoopbackAddress()).isTrue();
        assertThat(loopback.isRefused(InetAddress.getByName("127.0.0.4"))).isTrue();
        assertThat(loopback.isRefused(InetAddress.getByName("169.254.169.254"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0.0/x", "10.0.0/8", "evil.example/8", "300.1.1.1"})
    void networkThatIsNoneStopsTheStart(String network) {
        assertThatThrownBy(() -> new AddressPolicy(List.of(network)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(network);
    }

    @Test
    void unknownNameSaysSo() {
        assertThatThrownBy(() -> policy.resolve("no-such-host.invalid")).hasMessageContaining("no-such-host.invalid");
    }
}
