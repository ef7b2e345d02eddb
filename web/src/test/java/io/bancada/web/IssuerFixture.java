package io.bancada.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** An identity provider that only publishes its keys, and can be away. */
final class IssuerFixture implements AutoCloseable {
    final RSAKey rsa;
    final ECKey ec;
    final AtomicInteger fetches = new AtomicInteger();
    final AtomicBoolean away = new AtomicBoolean();
    private final HttpServer server;

    IssuerFixture() {
        try {
            rsa = new RSAKeyGenerator(2048).keyID("rsa-1").generate();
            ec = new ECKeyGenerator(Curve.P_256).keyID("ec-1").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (JOSEException | IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/realms/bancada/protocol/openid-connect/certs", exchange -> {
            fetches.incrementAndGet();
            var body = new JWKSet(List.<JWK>of(rsa, ec)).toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(away.get() ? 503 : 200, away.get() ? -1 : body.length);
            if (!away.get()) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/realms/bancada";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
