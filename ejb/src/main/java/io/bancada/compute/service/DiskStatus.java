package io.bancada.compute.service;

import io.bancada.compute.model.InstanceDisk;
import io.bancada.compute.model.LargeFile;
import java.util.List;

/**
 * How full the disk of an instance is.
 *
 * @param disk as it was measured last
 * @param most bytes that may lie on it now
 * @param largest what takes most of it, for the instance's person only; empty for others
 */
public record DiskStatus(InstanceDisk disk, long most, List<LargeFile> largest) {}
