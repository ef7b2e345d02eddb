package io.bancada.person.service;

/**
 * A group of people as the directory has it.
 *
 * @param id the directory's own id
 * @param name as the tokens of its members say it
 */
public record DirectoryGroup(String id, String name) {}
