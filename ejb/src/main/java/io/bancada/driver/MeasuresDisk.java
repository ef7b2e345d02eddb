package io.bancada.driver;

/** A provider that knows how full the disks of its machines are. */
public interface MeasuresDisk {
    /**
     * Looks at the disk that outlives a stop of the machine, which may run or be stopped. It reads every folder there is:
     * it takes up to a minute, at the lowest priority, and is asked for minutes apart.
     *
     * @throws DriverException.NotFound when there is no such machine, or it has no such disk
     * @throws DriverException.Unavailable when it cannot be said now, or not in time
     */
    DiskUse diskUse(Site site, NodeKey key);
}
