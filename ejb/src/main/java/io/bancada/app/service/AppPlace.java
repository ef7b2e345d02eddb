package io.bancada.app.service;

import io.bancada.driver.NodeKey;
import io.bancada.file.model.SharePath;
import io.bancada.node.service.NodePlace;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where an instance's apps run, and for whom.
 *
 * @param machines where the instance's machine comes from
 * @param node the instance's node
 * @param person whose work this is, as every capsule on that node says
 * @param user the name of the person's folder in the share
 * @param files {@code Users/<user>} of the workspace's share, on the server
 * @param start how often the instance has been started; apps of another start are other capsules with other secrets
 */
public record AppPlace(NodePlace machines, NodeKey node, String person, String user, Path files, long start) {
    private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._@-]{0,99}");

    public AppPlace {
        if (!FOLDER.matcher(user).matches()) {
            throw new IllegalArgumentException("not a person's folder: " + user);
        }
    }

    /** {@code Shared} of the workspace's share, on the server. */
    Path shared() {
        return files.resolve("../..").normalize().resolve(SharePath.SHARED);
    }
}
