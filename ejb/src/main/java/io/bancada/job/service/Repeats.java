package io.bancada.job.service;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Acts that one thread at a time does for a key. Asked for while it is being done, an act is done once more. */
final class Repeats {
    private final Map<Long, Boolean> askedAgain = new ConcurrentHashMap<>();

    /** Asks for the act. True for whoever is to {@link #run} it; whoever cannot says {@link #drop}. */
    boolean claim(long key) {
        return askedAgain.put(key, true) == null;
    }

    /** Does it until nobody has asked for it since it last began. */
    void run(long key, Runnable act) {
        try {
            do {
                askedAgain.put(key, false);
                act.run();
            } while (!askedAgain.remove(key, false));
        } catch (RuntimeException e) {
            drop(key);
            throw e;
        }
    }

    void drop(long key) {
        askedAgain.remove(key);
    }
}
