package io.bancada.driver.ssh;

import io.bancada.driver.MachineProbe.Verdict;
import io.bancada.message.Message;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses the server speaks to. A name is resolved once and the address that was judged is the one connected to,
 * so that no second answer of a name server can lead elsewhere. Loopback, link-local, multicast and the metadata services of clouds are
 * refused, also where they hide in an IPv6 address, unless the configuration allows their network.
 */
final class AddressPolicy {
    /** Metadata services outside of the link-local range. */
    private static final List<Network> METADATA =
            List.of(Network.of("100.100.100.200/32"), Network.of("168.63.129.16/32"), Network.of("fd00:ec2::/32"));

    private static final Network THIS_NETWORK = Network.of("0.0.0.0/8");
    private static final Network NAT64 = Network.of("64:ff9b::/96");
    private static final Network SIX_TO_FOUR = Network.of("2002::/16");

    private final List<Network> allowed;

    /** @throws IllegalArgumentException when one is no network */
    AddressPolicy(List<String> allowed) {
        this.allowed = allowed.stream().map(Network::of).toList();
    }

    /** The address to connect to; every address of the name must pass. */
    InetAddress resolve(String host) throws SshFailure {
        InetAddress[] found;
        try {
            found = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new SshFailure(Verdict.UNREACHABLE, Message.of("driver.unknownHost", host), e);
        }
        for (InetAddress address : found) {
            if (isRefused(address)) {
                throw new SshFailure(
                        Verdict.ADDRESS_REFUSED, Message.of("driver.addressRefused", host, address.getHostAddress()));
            }
        }
        return found[0];
    }

    boolean isRefused(InetAddress address) {
        if (allowed.stream().anyMatch(network -> network.holds(address))) {
            return false;
        }
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || THIS_NETWORK.holds(address)
                || METADATA.stream().anyMatch(network -> network.holds(address))
                || hidden(address);
    }

    /** Whether an IPv6 address stands for an IPv4 address that is refused. */
    private boolean hidden(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return false;
        }
        byte[] bytes = address.getAddress();
        if (NAT64.holds(address) || isCompatible(bytes)) {
            return isRefused(of(Arrays.copyOfRange(bytes, 12, 16)));
        }
        return SIX_TO_FOUR.holds(address) && isRefused(of(Arrays.copyOfRange(bytes, 2, 6)));
    }

    private static boolean isCompatible(byte[] bytes) {
        for (int i = 0; i < 12; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static InetAddress of(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A network in CIDR notation. */
    private static final class Network {
        private final byte[] address;
        private final int prefix;

        private Network(byte[] address, int prefix) {
            this.address = address;
            this.prefix = prefix;
        }

        static Network of(String cidr) {
            int slash = cidr.indexOf('/');
            String host = slash < 0 ? cidr : cidr.substring(0, slash);
            try {
                // a name would be asked of a name server: only numbers are read here
                if (!host.matches("[0-9]{1,3}([.][0-9]{1,3}){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*")) {
                    throw new IllegalArgumentException("no address");
                }
                byte[] bytes = InetAddress.getByName(host).getAddress();
                int prefix = slash < 0 ? bytes.length * 8 : Integer.parseInt(cidr.substring(slash + 1));
                if (prefix < 0 || prefix > bytes.length * 8) {
                    throw new IllegalArgumentException("no prefix");
                }
                return new Network(bytes, prefix);
            } catch (UnknownHostException | IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "bancada.attached.allowed-addresses: '" + cidr + "' is no network such as 10.0.0.0/8", e);
            }
        }

        boolean holds(InetAddress other) {
            byte[] bytes = other.getAddress();
            if (bytes.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < prefix; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((bytes[bit / 8] & mask) != (address[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
