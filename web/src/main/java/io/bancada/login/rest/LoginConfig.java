package io.bancada.login.rest;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * How az may sign on: {@code bancada.az.password-login} (default true) says whether people may give their password to az;
 * with false they take the device code alone. A bad value stops the deployment.
 */
@ApplicationScoped
public class LoginConfig {
    private final boolean passwordLogin;

    public LoginConfig() {
        this(ConfigProvider.getConfig());
    }

    LoginConfig(Config config) {
        var given = config.getOptionalValue("bancada.az.password-login", String.class)
                .orElse("true");
        if (!given.equals("true") && !given.equals("false")) {
            throw new IllegalArgumentException("bancada.az.password-login is " + given + "; give true or false.");
        }
        passwordLogin = given.equals("true");
    }

    boolean passwordLogin() {
        return passwordLogin;
    }
}
