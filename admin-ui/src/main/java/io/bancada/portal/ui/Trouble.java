package io.bancada.portal.ui;

/**
 * What the error page says.
 *
 * @param status HTTP status
 * @param code ARM's word for it
 * @param message what to do, for people
 * @param correlation finds the cause in the server's log
 */
public record Trouble(int status, String code, String message, String correlation) {}
