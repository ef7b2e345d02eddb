package io.bancada.compute.model;

/**
 * A file or folder that takes much of an instance's disk.
 *
 * @param path below the home
 */
public record LargeFile(String path, long bytes) {}
