package io.bancada.login.rest;

import io.bancada.login.rest.LoginProvider.Answer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * What az may ask the identity provider for through this server: as a person, through az's own client alone, by password,
 * device code or refresh token; as a program (service principal), by its own client and secret. Every token that comes of it is
 * one that the provider made and signed; whether the API takes it is decided where all tokens are checked.
 */
@ApplicationScoped
public class LoginRelay {
    /** The client id that az has had from the beginning; the realm has a public client of that name. */
    static final String AZ = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";

    static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

    private static final Logger LOG = Logger.getLogger(LoginRelay.class);

    /** OAuth's codes that az knows what to do with; any other becomes invalid_grant. */
    private static final Set<String> KNOWN = Set.of(
            "invalid_request",
            "invalid_client",
            "invalid_grant",
            "unauthorized_client",
            "unsupported_grant_type",
            "invalid_scope",
            "authorization_pending",
            "slow_down",
            "expired_token",
            "access_denied");

    private static final int LONGEST_WORDS = 300;
    private static final int LONGEST_NAME = 64;

    private final LoginProvider provider;
    private final LoginRate rate;
    private final LoginConfig config;

    @Inject
    public LoginRelay(LoginProvider provider, LoginRate rate, LoginConfig config) {
        this.provider = provider;
        this.rate = rate;
        this.config = config;
    }

    @SuppressWarnings("NullAway")
    protected LoginRelay() {
        this(null, null, null);
    }

    /**
     * Tokens for whoever the form proves to be.
     *
     * @param address where the request comes from
     * @throws LoginRefused in OAuth's words
     */
    TokenAnswer token(LoginForm form, String address) {
        var client = form.field("client_id")
                .orElseThrow(() -> LoginRefused.unknownClient("The field client_id is missing."));
        var name = form.field("username").orElse(client.equals(AZ) ? "" : client);
        rate.count(address, name);
        var asked = new HashMap<>(Map.of("client_id", client, "grant_type", form.required("grant_type")));
        asked.putAll(grant(form, client));
        var answer = provider.token(asked);
        if (answer.status() != 200 || !answer.body().hasNonNull("access_token")) {
            throw refusal(answer, name);
        }
        return TokenAnswer.of(answer.body(), form.field("scope").orElse(null));
    }

    /** A code that a person enters in a browser, where the provider asks for all that it wants to know (second factors, too). */
    DeviceAnswer device(LoginForm form, String address) {
        requireAz(form.field("client_id").orElse(""));
        rate.count(address, "");
        var answer = provider.device(Map.of("client_id", AZ, "scope", "openid"));
        if (answer.status() != 200 || !answer.body().hasNonNull("device_code")) {
            throw refusal(answer, "");
        }
        return DeviceAnswer.of(answer.body());
    }

    private Map<String, String> grant(LoginForm form, String client) {
        return switch (form.required("grant_type")) {
            case "client_credentials" -> Map.of("client_secret", form.required("client_secret"));
            case "password" -> password(form, client);
            case "refresh_token" -> {
                requireAz(client);
                yield Map.of("refresh_token", form.required("refresh_token"));
            }
            case DEVICE_CODE -> {
                requireAz(client);
                yield Map.of("device_code", form.required("device_code"));
            }
            default ->
                throw new LoginRefused(
                        400,
                        "unsupported_grant_type",
                        "Sign on by password, device code, refresh token or client secret.");
        };
    }

    private Map<String, String> password(LoginForm form, String client) {
        requireAz(client);
        if (!config.passwordLogin()) {
            throw new LoginRefused(
                    400,
                    "unauthorized_client",
                    "The administrator lets nobody give a password to az (bancada.az.password-login); use az login"
                            + " --use-device-code --tenant adfs.");
        }
        return Map.of("username", form.required("username"), "password", form.required("password"), "scope", "openid");
    }

    private static void requireAz(String client) {
        if (!client.equals(AZ)) {
            throw LoginRefused.unknownClient("People sign on through az's own client, " + AZ + ", alone.");
        }
    }

    /** Never says more than the provider does, and never more than a line of it. */
    private static LoginRefused refusal(Answer answer, String name) {
        var error = answer.body().path("error").asText();
        var pending = error.equals("authorization_pending") || error.equals("slow_down");
        if (!pending) {
            LOG.infof("az is not signed on as '%s': %d %s", line(name, LONGEST_NAME), answer.status(), line(error, 40));
        }
        if (answer.status() != 400 && answer.status() != 401) {
            return LoginRefused.unavailable();
        }
        var words = Optional.of(answer.body().path("error_description").asText())
                .filter(w -> !w.isBlank())
                .map(w -> line(w, LONGEST_WORDS))
                .orElse("The sign-on was refused.");
        return new LoginRefused(answer.status(), KNOWN.contains(error) ? error : "invalid_grant", words);
    }

    /** One line of printable characters, as the log and az may have it. */
    private static String line(String text, int longest) {
        var cut = text.length() > longest ? text.substring(0, longest) : text;
        return cut.replaceAll("[^\\p{Print}\\p{L}\\p{N}]", "?").replace("${", "?{");
    }
}
