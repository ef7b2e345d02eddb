package io.bancada.driver.ssh;

import io.bancada.driver.DriverException;
import io.bancada.driver.Site;
import io.bancada.message.Message;
import java.util.regex.Pattern;

/**
 * The machine of a site: where it is, who we are there, and how we know it. Its settings by the same names.
 *
 * @param address host name or IP address
 * @param port default 22
 * @param user the account
 * @param privateKey a private key without passphrase, PEM or OpenSSH's form; empty where a password is used
 * @param password empty where a key is used
 * @param hostKey the pinned public key as OpenSSH writes it, {@code type base64}; empty before the first contact
 * @param tag names what is this installation's on the machine: 1 to 60 of {@code a-z 0-9 -}; default {@code bancada}
 */
record SshTarget(
        String address, int port, String user, String privateKey, String password, String hostKey, String tag) {
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:.]{2,45}");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@\\\\-]{0,63}");
    private static final Pattern TAG = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");

    SshTarget {
        require(ADDRESS.matcher(address).matches(), "driver.address");
        require(port >= 1 && port <= 65_535, "driver.port");
        require(USER.matcher(user).matches(), "driver.user");
        require(TAG.matcher(tag).matches(), "driver.tag");
        require(!privateKey.isBlank() || !password.isEmpty(), "driver.noSecret");
    }

    /** @throws DriverException.Rejected naming the setting that is wrong */
    static SshTarget of(Site site) {
        int port;
        try {
            port = Integer.parseInt(site.setting("port", "22"));
        } catch (NumberFormatException e) {
            throw new DriverException.Rejected(Message.of("driver.port"));
        }
        return new SshTarget(
                site.setting("address", ""),
                port,
                site.setting("user", ""),
                site.setting("privateKey", ""),
                site.setting("password", ""),
                site.setting("hostKey", ""),
                site.setting("tag", "bancada"));
    }

    /** The account for people: {@code user@address:port}. */
    String account() {
        return user + "@" + address + ":" + port;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new DriverException.Rejected(Message.of(otherwise));
        }
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "SshTarget[" + account() + ", tag=" + tag + "]";
    }
}
