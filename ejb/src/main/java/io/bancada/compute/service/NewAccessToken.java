package io.bancada.compute.service;

import io.bancada.compute.model.AccessTokenDetails;

/**
 * A token that has just been made, with what is shown this once and kept nowhere.
 *
 * @param secret the token itself
 */
public record NewAccessToken(AccessTokenDetails token, String secret) {
    @Override
    public String toString() {
        return "NewAccessToken[" + token.name() + "]";
    }
}
