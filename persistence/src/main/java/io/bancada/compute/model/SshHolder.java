package io.bancada.compute.model;

/**
 * An instance that is up and has keys for SSH, read without its row.
 *
 * @param instance id of its row
 * @param person whose instance and keys these are
 * @param closed whether the keys let nobody in now
 */
public record SshHolder(Long instance, String person, Boolean closed) {}
