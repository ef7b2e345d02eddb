package io.bancada.app.service;

/**
 * The session at the identity provider from which a person opened an instance.
 *
 * @param id the provider's id of it
 * @param refreshToken with which the provider is asked whether it goes on; kept in memory only
 */
public record SignOn(String id, String refreshToken) {
    @Override
    public String toString() {
        return "SignOn[" + id + "]";
    }
}
