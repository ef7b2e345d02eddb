package io.bancada.portal.ui;

import java.util.Locale;

/**
 * How a state looks: never by colour alone.
 *
 * @param tone the colour's meaning, a CSS class
 * @param icon the PrimeIcons class
 */
public record Pill(String tone, String icon) {
    /** The looks of any state of a job, cluster or node, as ARM names it. */
    public static Pill of(Object state) {
        return switch (word(state)) {
            case "running", "jobrunning" -> new Pill("green", "pi-play-circle");
            case "completed", "succeeded", "idle", "approved" -> new Pill("green", "pi-check-circle");
            case "steady" -> new Pill("grey", "pi-check-circle");
            case "starting",
                    "preparing",
                    "creating",
                    "updating",
                    "resizing",
                    "cancelrequested",
                    "restarting",
                    "settingup",
                    "usersettingup",
                    "stopping" -> new Pill("amber", "pi-spinner pi-spin");
            case "deleting", "leaving" -> new Pill("grey", "pi-spinner pi-spin");
            case "queued", "pending" -> new Pill("blue", "pi-clock");
            case "failed", "unusable", "createfailed", "setupfailed", "usersetupfailed" ->
                new Pill("red", "pi-times-circle");
            case "canceled", "stopped", "gone", "declined" -> new Pill("grey", "pi-ban");
            case "slow" -> new Pill("amber", "pi-exclamation-triangle");
            case "preempted" -> new Pill("violet", "pi-bolt");
            default -> new Pill("outlined", "pi-question-circle");
        };
    }

    /** The last word, since a history says {@code node <key> idle}. */
    private static String word(Object state) {
        var text = String.valueOf(state).toLowerCase(Locale.ROOT);
        return text.substring(text.lastIndexOf(' ') + 1);
    }
}
