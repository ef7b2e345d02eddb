package io.bancada.person.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Trust in the authority that the issuer's certificate comes from, and in no other. */
public final class IssuerTrust {
    private IssuerTrust() {}

    /**
     * Trusts what a file of PEM certificates holds.
     *
     * @throws IllegalArgumentException when it holds none that can be used
     */
    public static SSLContext in(Path caFile) {
        try (var in = Files.newInputStream(caFile)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca" + store.size(), certificate);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException("bancada.ca-file " + caFile, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("bancada.ca-file " + caFile + " cannot be used", e);
        }
    }
}
