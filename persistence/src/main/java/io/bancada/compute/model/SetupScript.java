package io.bancada.compute.model;

import java.time.Duration;

/**
 * A script that sets an instance up, but for the text of one that was sent with it.
 *
 * @param place path below the workspace share, such as {@code Users/ana/setup.sh}, for {@link Source#workspaceStorage};
 *     for {@link Source#inline} the digest of the text, so that another text is another script
 * @param arguments what follows the script on its command line, in shell quotes; may be empty
 * @param timeout after which it is ended and has failed
 * @param author subject of who gave it; one that is not the instance's person's own does not see that person's folder
 */
public record SetupScript(Source source, String place, String arguments, Duration timeout, String author) {
    /** Whether it is the same script but for who gave it. */
    public boolean same(SetupScript other) {
        return source == other.source
                && place.equals(other.place)
                && arguments.equals(other.arguments)
                && timeout.equals(other.timeout);
    }

    /** ARM's scriptSource. */
    public enum Source {
        /** The text was sent with the instance. */
        inline,
        /** A file of the workspace share. */
        workspaceStorage
    }
}
