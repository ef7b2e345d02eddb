package io.bancada.driver.local;

import io.bancada.driver.DriverException;
import io.bancada.message.Message;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import jdk.net.ExtendedSocketOptions;

/**
 * Connects to a socket in a directory that belongs to work, which may put anything there, a link to a daemon's socket of
 * this host included. So whoever is reached must have the directory owner's user number before a byte is sent: where the
 * server is root that is a number of this node or person alone. Where it is not, all work has the server's own number,
 * but then no sandbox sees another's directory.
 */
final class LocalTunnel {
    private static final int LONGEST_SOCKET = 107;
    private static final int KIND = 0170000;
    private static final int SOCKET = 0140000;

    private final Path directory;
    private final String mark;

    /**
     * @param directory the capsule's, which its work owns but cannot replace
     * @param mark names the installation's place for short paths
     */
    LocalTunnel(Path directory, String mark) {
        this.directory = directory;
        this.mark = mark;
    }

    SocketChannel open(String socket) {
        Path path = directory.resolve(socket);
        try {
            int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            if ((mode & KIND) != SOCKET) {
                throw new DriverException.Rejected(Message.of("driver.notASocket", socket));
            }
            return isShort(path) ? connect(path) : connectThroughLink(socket);
        } catch (NoSuchFileException absent) {
            throw new DriverException.Unavailable(Message.of("driver.nobodyListens", socket));
        } catch (IOException e) {
            throw new DriverException.Unavailable(
                    Message.of("driver.cannotConnect", socket, String.valueOf(e.getMessage())), e);
        }
    }

    private static boolean isShort(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET;
    }

    /** The kernel takes a short path only; what it leads to may be as long as it likes. */
    private SocketChannel connectThroughLink(String socket) throws IOException {
        Path link = LocalNodes.shortPlace(mark)
                .resolve("t" + UUID.randomUUID().toString().substring(0, 23));
        Files.createSymbolicLink(/* link= */ link, /* target= */ directory);
        try {
            return connect(link.resolve(socket));
        } finally {
            Files.delete(link);
        }
    }

    private SocketChannel connect(Path path) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.configureBlocking(false); // else a listener that takes nobody would hold us for ever
            if (!channel.connect(UnixDomainSocketAddress.of(path))) {
                throw new DriverException.Unavailable(Message.of("driver.noMoreConnections"));
            }
            var peer = channel.getOption(ExtendedSocketOptions.SO_PEERCRED);
            if (!peer.user().equals(Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS))) {
                throw new DriverException.Rejected(
                        Message.of("driver.otherUserListens", peer.user().getName()));
            }
            channel.configureBlocking(true);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }
}
