package io.bancada.asset.service;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A folder of an upload, as {@code codeUri} names it.
 *
 * @param container the blob container
 * @param folder path in it without slashes around, empty for all of it
 */
record BlobAddress(String container, String folder) {
    static final String ROOT = "/blobs/";
    private static final Pattern CONTAINER = Pattern.compile("u[0-9a-f]{32}");

    BlobAddress {
        if (!isContainer(container)) {
            throw new IllegalArgumentException("not a container: " + container);
        }
        if (!folder.isEmpty()) {
            SafePath.require(folder);
        }
    }

    static boolean isContainer(String name) {
        return CONTAINER.matcher(name).matches();
    }

    /** The address behind a URI of this installation; a signature in it is left away. */
    static Optional<BlobAddress> parse(URI installation, String text) {
        URI uri;
        try {
            uri = new URI(text).parseServerAuthority();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
        var path = uri.getPath();
        if (path == null || !origin(uri).equals(origin(installation)) || !path.startsWith(ROOT)) {
            return Optional.empty();
        }
        var rest = path.substring(ROOT.length());
        int slash = rest.indexOf('/');
        var container = slash < 0 ? rest : rest.substring(0, slash);
        var folder = slash < 0 ? "" : rest.substring(slash + 1);
        while (folder.endsWith("/")) {
            folder = folder.substring(0, folder.length() - 1);
        }
        return isContainer(container) ? Optional.of(new BlobAddress(container, folder)) : Optional.empty();
    }

    /** The URI of this folder. */
    URI uri(URI installation) {
        try {
            var path = ROOT + container + (folder.isEmpty() ? "" : "/" + folder);
            return new URI(
                    installation.getScheme(), null, installation.getHost(), installation.getPort(), path, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a container and a safe path make a URI", e);
        }
    }

    private static String origin(URI uri) {
        int port = uri.getPort() >= 0 ? uri.getPort() : "http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443;
        return (uri.getScheme() + "://" + uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }
}
