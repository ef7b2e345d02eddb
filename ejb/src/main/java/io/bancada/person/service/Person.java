package io.bancada.person.service;

/**
 * Somebody who can sign on, as the directory knows them.
 *
 * @param objectId the identity that never changes; the subject of their tokens
 * @param name for people; as their tokens say it
 * @param userName the sign-on name
 * @param enabled whether they may sign on now
 */
public record Person(String objectId, String name, String userName, boolean enabled) {}
