package io.bancada.app.service;

/**
 * What a ticket was good for.
 *
 * @param subject who opens the instance
 * @param signOn the session that the opening hangs on
 */
public record Ticket(String subject, SignOn signOn) {}
