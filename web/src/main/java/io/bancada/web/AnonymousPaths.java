package io.bancada.web;

import java.util.Set;

/** The few paths that need no token. Everything else is denied without one, whether or not there is anything. */
final class AnonymousPaths {
    private static final Set<String> OPEN = Set.of(
            "/",
            "/health",
            "/metadata/endpoints",
            "/openapi.json",
            "/adfs/.well-known/openid-configuration",
            "/adfs/adfs/.well-known/openid-configuration");

    /** Whoever asks proves in the form who they are: that is what gives them a token. */
    private static final Set<String> SIGN_ON = Set.of("/adfs/oauth2/token", "/adfs/oauth2/devicecode");

    private AnonymousPaths() {}

    /**
     * Whether a request needs no token.
     *
     * @param path percent-encoded, starting with {@code /}
     */
    static boolean contains(String method, String path) {
        // Signed by its own query: whoever was given the address may use it until it expires.
        if (path.startsWith("/blobs/")) {
            return true;
        }
        // Whoever asks shows the secret of a program on a compute instance.
        if (path.equals("/identity/token")) {
            return method.equals("GET");
        }
        if (SIGN_ON.contains(path)) {
            return method.equals("POST");
        }
        // The identity provider calls, with a token that it has signed for this.
        if (path.equals("/backchannel-logout")) {
            return method.equals("POST");
        }
        var reads = method.equals("GET") || method.equals("HEAD");
        return reads && OPEN.contains(path);
    }
}
