package io.bancada.compute.model;

/** How full the disk of an instance is, as far as anything follows from it. */
public enum DiskLevel {
    Normal(0),
    /** From 80 % on: its person is told. */
    Filling(80),
    /** From 90 % on: its person is told again. */
    NearlyFull(90),
    /** No new jobs; everything else goes on, so that its person can make room. */
    Full(100);

    private static final int EASED = 2;

    private final int percent;

    DiskLevel(int percent) {
        this.percent = percent;
    }

    /** Whether its person should do something about it. */
    public boolean warns() {
        return this != Normal;
    }

    /**
     * The level after a measurement. A higher one comes at once; a lower one when {@value #EASED} % less is taken than
     * what led to this, so that a disk at the edge is not reported again and again.
     */
    public DiskLevel next(long used, long most) {
        var found = of(used, most);
        if (found.compareTo(this) >= 0) {
            return found;
        }
        var eased = of(used + most / 100 * EASED, most);
        return eased.compareTo(this) < 0 ? eased : this;
    }

    private static DiskLevel of(long used, long most) {
        var level = Normal;
        for (var higher : values()) {
            if (used >= most / 100.0 * higher.percent) {
                level = higher;
            }
        }
        return level;
    }
}
