package io.bancada.access.model;

import java.util.Locale;
import java.util.regex.Pattern;

/** What an action does to a resource, as locks look at it. */
public enum ActionKind {
    /** Leaves the resource as it is. */
    READ,
    /** Makes the resource or changes it. */
    CHANGE,
    /** Ends the resource. */
    DELETE;

    /**
     * What changes no resource although its name says otherwise: actions that only answer, or end what changes, a
     * person's way into their own apps, the files of a workspace (data, to which locks do not reach on Azure either), and locks themselves, since
     * nobody could take one away otherwise.
     */
    private static final Pattern UNLOCKED =
            Pattern.compile(".*/(listnodes|checkcomputenameavailability|applicationaccess)/action"
                    + "|microsoft\\.resources/deployments/(cancel|validate|whatif)/action"
                    + "|.*/workspaces/notebooks/.*"
                    + "|microsoft\\.authorization/locks/.*");

    /** The kind of an action of ARM's, such as {@code Microsoft.MachineLearningServices/workspaces/computes/delete}. */
    public static ActionKind of(String action) {
        var name = action.toLowerCase(Locale.ROOT);
        if (name.endsWith("/read") || UNLOCKED.matcher(name).matches()) {
            return READ;
        }
        return name.endsWith("/delete") ? DELETE : CHANGE;
    }
}
