package io.bancada.portal;

import io.bancada.product.Product;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * A company's forward proxy. What goes to the instances' domain it decrypts with a certificate of its own, looks at and
 * harms in one way; everything else it leaves alone.
 */
final class InspectingProxy implements AutoCloseable {
    /** What is wrong with it. */
    enum Harm {
        /** It passes pages on and no WebSocket. */
        DROPS_UPGRADE,
        /** It ends a connection on which the browser says nothing for five seconds. */
        CUTS_SILENCE,
        /** It lets nobody through. */
        REFUSES,
        /** It shows a page of its own. */
        ANSWERS_ITSELF
    }

    private static final int SILENCE_MILLIS = 5000;
    private static final String OWN_PAGE =
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 7\r\nConnection: close\r\n\r\nBlocked";

    private final Harm harm;
    private final int portal;
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SSLContext toBrowser;
    private final SSLContext toPortal;

    /**
     * Listens from now on.
     *
     * @param directory where its certificate goes
     */
    InspectingProxy(Product product, Path directory, Harm harm)
            throws IOException, InterruptedException, GeneralSecurityException {
        this.harm = harm;
        this.portal = URI.create(product.url()).getPort();
        this.toBrowser = withCertificate(directory.resolve("proxy.p12"));
        this.toPortal = trusting(product.caFile());
        threads.execute(this::listen);
    }

    /** As browsers are told of it. */
    String address() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    private void listen() {
        try {
            while (true) {
                var browser = listener.accept();
                threads.execute(() -> serve(browser));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket browser) {
        try (browser) {
            var asked = head(browser.getInputStream()).split(" ", 3);
            if (!asked[0].equals("CONNECT")) {
                return;
            }
            var inspected = asked[1].contains(".instances.");
            if (inspected && harm == Harm.REFUSES) {
                write(browser, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
                return;
            }
            write(browser, "HTTP/1.1 200 Connection established\r\n\r\n");
            if (inspected) {
                inspect(browser);
            } else {
                var port = Integer.parseInt(asked[1].substring(asked[1].lastIndexOf(':') + 1));
                join(browser, new Socket(InetAddress.getLoopbackAddress(), port));
            }
        } catch (IOException gone) {
            // the browser or the portal has hung up
        }
    }

    private void inspect(Socket browser) throws IOException {
        try (var seen = (SSLSocket) toBrowser.getSocketFactory().createSocket(browser, null, true)) {
            var request = head(seen.getInputStream());
            if (harm == Harm.ANSWERS_ITSELF) {
                write(seen, OWN_PAGE);
                return;
            }
            var upgrades = request.toLowerCase(java.util.Locale.ROOT).contains("\nupgrade:");
            if (harm == Harm.DROPS_UPGRADE || !upgrades) {
                // one request for each connection, so that each is looked at
                request = request.replaceAll("(?im)^(connection|upgrade):.*\r\n", "")
                        .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
            } else if (harm == Harm.CUTS_SILENCE) {
                seen.setSoTimeout(SILENCE_MILLIS);
            }
            var there = toPortal.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), portal);
            write(there, request);
            join(seen, there);
        }
    }

    /** Passes on what comes from either side until one is silent for too long or hangs up. */
    private void join(Socket here, Socket there) throws IOException {
        try (there) {
            threads.execute(() -> {
                try (here;
                        there) {
                    there.getInputStream().transferTo(here.getOutputStream());
                } catch (IOException gone) {
                    // the other side has hung up
                }
            });
            here.getInputStream().transferTo(there.getOutputStream());
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = in.read();
            if (next < 0) {
                throw new IOException("the connection ended before the request did");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Makes a key and a certificate that nobody trusts; the test's browser does not look at that. */
    private static SSLContext withCertificate(Path file)
            throws IOException, InterruptedException, GeneralSecurityException {
        var password = "changeit";
        var made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=proxy",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        password)
                .inheritIO()
                .start();
        if (!made.waitFor(1, TimeUnit.MINUTES) || made.exitValue() != 0) {
            throw new IllegalStateException("keytool made no certificate");
        }
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            keys.load(in, password.toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static SSLContext trusting(Path authority) throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (var in = Files.newInputStream(authority)) {
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
