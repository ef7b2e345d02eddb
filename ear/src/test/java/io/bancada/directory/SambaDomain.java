package io.bancada.directory;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A domain controller of Active Directory: Debian's Samba, provisioned afresh, on a loopback address of its own and with a
 * certificate from an authority of its own. It needs root, since the ports of LDAP are fixed.
 */
final class SambaDomain implements AutoCloseable {
    static final String ADDRESS = "127.0.20.1";
    static final String NAME = "corp.bancada.test";
    static final String BASE = "DC=corp,DC=bancada,DC=test";
    static final String PEOPLE = "OU=People," + BASE;
    static final String GROUPS = "OU=Groups," + BASE;
    static final String READER = "CN=Bancada Reader,OU=Service," + BASE;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int NORMAL = 512;
    private static final int DISABLED = 514;
    private static final int WITHOUT_PASSWORD = 544;

    private final Path home;
    private final Path ca;
    private final String secret = "Pa5-" + UUID.randomUUID();
    private @Nullable Process samba;

    private SambaDomain(Path home) {
        this.home = home;
        this.ca = home.resolve("tls/ca.pem");
    }

    /** Provisions and starts one, with people and groups that {@link #add} and {@link #addMany} have put there before. */
    static SambaDomain provision(Path home) {
        var domain = new SambaDomain(home);
        domain.provision();
        domain.addBranches();
        return domain;
    }

    private void provision() {
        delete(home);
        run("", "ip", "addr", "replace", ADDRESS + "/32", "dev", "lo");
        run(
                "",
                "samba-tool",
                "domain",
                "provision",
                "--realm=" + NAME.toUpperCase(java.util.Locale.ROOT),
                "--domain=CORP",
                "--server-role=dc",
                "--host-name=dc1",
                "--host-ip=" + ADDRESS,
                "--dns-backend=NONE",
                "--adminpass=" + secret,
                "--targetdir=" + home,
                "--quiet");
        certify();
        write(configuration(), """
                [global]
                netbios name = DC1
                realm = %1$s
                workgroup = CORP
                server role = active directory domain controller
                server services = rpc, ldap, cldap
                interfaces = %2$s/32
                bind interfaces only = yes
                dns forwarder = %2$s
                private dir = %3$s/private
                state directory = %3$s/state
                cache directory = %3$s/cache
                lock directory = %3$s
                pid directory = %3$s
                ncalrpc dir = %3$s/ncalrpc
                binddns dir = %3$s/bind-dns
                log file = %3$s/samba.log
                tls enabled = yes
                tls cafile = %3$s/tls/ca.pem
                tls certfile = %3$s/tls/dc.pem
                tls keyfile = %3$s/tls/dc.key
                """.formatted(NAME, ADDRESS, home));
    }

    private void certify() {
        var tls = home.resolve("tls");
        try {
            Files.createDirectories(tls);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write(tls.resolve("names"), "subjectAltName=DNS:dc1." + NAME + ",IP:" + ADDRESS);
        var key = "-newkey rsa:2048 -nodes -batch ";
        openssl("req -x509 " + key + "-subj /CN=Corp-CA -days 30 -keyout ca.key -out ca.pem");
        openssl("req " + key + "-subj /CN=dc1." + NAME + " -keyout dc.key -out dc.csr");
        openssl("x509 -req -in dc.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile names -out dc.pem");
        run("", "chmod", "600", tls.resolve("dc.key").toString());
    }

    private void openssl(String arguments) {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(Arrays.asList(arguments.split(" ", -1)));
        run("", home.resolve("tls"), command.toArray(String[]::new));
    }

    private void addBranches() {
        var ous = List.of("People", "Groups", "Service").stream()
                .map(name -> List.of("add", "dn: OU=" + name + "," + BASE + "\nobjectClass: organizationalUnit\n"))
                .toList();
        change(ous);
        change(List.of(
                List.of("add", user(READER, "bancada-reader", "Bancada", "Reader", DISABLED)),
                List.of("password", "bancada-reader", secret),
                List.of("modify", set(READER, "userAccountControl", String.valueOf(NORMAL)))));
    }

    /** Starts it, and returns when it takes connections. */
    void start() {
        try {
            samba = new ProcessBuilder("samba", "--foreground", "--no-process-group", "--configfile=" + configuration())
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("console.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var deadline = Instant.now().plus(PATIENCE);
        while (!answers()) {
            if (Instant.now().isAfter(deadline) || !samba.isAlive()) {
                throw new AssertionError("Samba does not come up: " + read(home.resolve("console.log")));
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private static boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(ADDRESS, 636), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    String url() {
        return "ldaps://" + ADDRESS;
    }

    /** PEM of the authority of its certificate. */
    Path ca() {
        return ca;
    }

    /** A file with the password of {@link #READER}. */
    Path readerPassword() {
        var file = home.resolve("reader-password");
        write(file, secret + "\n");
        return file;
    }

    /** Of everybody whom {@link #add} has made. */
    String password() {
        return secret;
    }

    /** Makes people who can sign on, by account name; the names that people read are made of it. */
    void add(String... accounts) {
        var changes = new ArrayList<List<String>>();
        for (var account : accounts) {
            changes.add(List.of("add", user(dn(account), account, capital(account), "Corp", DISABLED)));
            changes.add(List.of("password", account, secret));
            changes.add(List.of("modify", set(dn(account), "userAccountControl", String.valueOf(NORMAL))));
        }
        change(changes);
    }

    /** Makes so many more, who have no password. */
    void addMany(int count) {
        var changes = new ArrayList<List<String>>();
        for (var i = 0; i < count; i++) {
            var account = "crowd%04d".formatted(i);
            changes.add(
                    List.of("add", user(dn(account), account, "Crowd", "Number%04d".formatted(i), WITHOUT_PASSWORD)));
        }
        change(changes);
    }

    /** Makes a group of these members: accounts, or groups with an @ before them. */
    void addGroup(String group, String... members) {
        var ldif = new StringBuilder(
                "dn: CN=%1$s,%2$s\nobjectClass: group\nsAMAccountName: %1$s\n".formatted(group, GROUPS));
        for (var member : members) {
            ldif.append("member: ").append(memberDn(member)).append('\n');
        }
        change(List.of(List.of("add", ldif.toString())));
    }

    void leave(String group, String member) {
        change(List.of(List.of(
                "modify",
                "dn: CN=%s,%s\nchangetype: modify\ndelete: member\nmember: %s\n"
                        .formatted(group, GROUPS, memberDn(member)))));
    }

    void disable(String account) {
        change(List.of(List.of("modify", set(dn(account), "userAccountControl", String.valueOf(DISABLED)))));
    }

    /** The account ended a day ago. */
    void expire(String account) {
        var tenths = (Instant.now().minus(Duration.ofDays(1)).getEpochSecond() + 11_644_473_600L) * 10_000_000L;
        change(List.of(List.of("modify", set(dn(account), "accountExpires", String.valueOf(tenths)))));
    }

    void remove(String account) {
        change(List.of(List.of("delete", dn(account))));
    }

    /** Gives an account another name, place and sign-on names. */
    void rename(String account, String other) {
        change(List.of(
                List.of("rename", dn(account), dn(other)),
                List.of("modify", set(dn(other), "sAMAccountName", other)),
                List.of("modify", set(dn(other), "userPrincipalName", other + "@" + NAME))));
    }

    private static String user(String dn, String account, String first, String last, int control) {
        return """
                dn: %s
                objectClass: user
                sAMAccountName: %s
                userPrincipalName: %s@%s
                givenName: %s
                sn: %s
                displayName: %s %s
                userAccountControl: %d
                """.formatted(dn, account, account, NAME, first, last, first, last, control);
    }

    private static String set(String dn, String attribute, String value) {
        return "dn: %s\nchangetype: modify\nreplace: %s\n%s: %s\n".formatted(dn, attribute, attribute, value);
    }

    private static String dn(String account) {
        return "CN=" + account + "," + PEOPLE;
    }

    private static String memberDn(String member) {
        return member.startsWith("@") ? "CN=" + member.substring(1) + "," + GROUPS : dn(member);
    }

    private static String capital(String account) {
        return account.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + account.substring(1);
    }

    private void change(List<? extends List<String>> changes) {
        try {
            var script = Path.of(Objects.requireNonNull(SambaDomain.class.getResource("accounts.py"))
                    .toURI());
            run(
                    JSON.writeValueAsString(changes),
                    "/usr/bin/python3",
                    script.toString(),
                    home.resolve("private/sam.ldb").toString(),
                    configuration().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path configuration() {
        return home.resolve("etc/smb.conf");
    }

    private void run(String input, String... command) {
        run(input, home, command);
    }

    private static void run(String input, Path directory, String... command) {
        try {
            Files.createDirectories(directory);
            var builder =
                    new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
            builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8"));
            var process = builder.start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new AssertionError(command[0] + " " + command[1] + " failed: " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Ends it as a power cut would. */
    void stop() {
        if (samba != null) {
            samba.descendants().forEach(ProcessHandle::destroyForcibly);
            samba.destroyForcibly();
            try {
                samba.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            samba = null;
        }
    }

    @Override
    public void close() {
        stop();
        delete(home);
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
