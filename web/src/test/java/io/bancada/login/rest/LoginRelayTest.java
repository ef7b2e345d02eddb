package io.bancada.login.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.web.FixedConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What az may ask of the identity provider through us, and what it is told. */
class LoginRelayTest {
    private static final String AZ = "client_id=" + LoginRelay.AZ;
    private static final String PASSWORD =
            AZ + "&grant_type=password&username=ana&password=p%26w&scope=https%3A%2F%2Fhere%2F.default";

    private final FakeProvider provider = new FakeProvider();
    private final LoginRate rate = new LoginRate(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @Test
    void passwordGoesToTheProviderAndItsTokensComeBackUnderTheScopeThatWasAsked() {
        provider.answer(200, """
                {"access_token": "a", "id_token": "i", "refresh_token": "r", "expires_in": 900, "scope": "openid email"}""");

        var answer = relay(true).token(form(PASSWORD), "10.0.0.1");

        assertThat(answer.accessToken()).isEqualTo("a");
        assertThat(answer.scope()).isEqualTo("https://here/.default");
        assertThat(provider.asked)
                .containsExactly(Map.of(
                        "client_id", LoginRelay.AZ,
                        "grant_type", "password",
                        "username", "ana",
                        "password", "p&w",
                        "scope", "openid"));
        assertThat(answer).asString().doesNotContain("a,");
    }

    @Test
    void programSignsOnWithItsOwnClientAndSecretAlone() {
        provider.answer(200, "{\"access_token\": \"a\", \"expires_in\": 60}");

        relay(true)
                .token(
                        form("client_id=robot&client_secret=s&grant_type=client_credentials&username=ana&scope=x"),
                        "10.0.0.1");

        assertThat(provider.asked)
                .containsExactly(
                        Map.of("client_id", "robot", "client_secret", "s", "grant_type", "client_credentials"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grant_type=password&username=ana&password=p&client_id=bancada-cli&client_secret=s",
                "grant_type=refresh_token&refresh_token=r&client_id=bancada-portal",
                "grant_type=urn:ietf:params:oauth:grant-type:device_code&device_code=d&client_id=other",
                "grant_type=password&username=ana&password=p"
            })
    void peopleSignOnThroughTheClientOfAzAlone(String body) {
        assertRefused(body, 401, "invalid_client");
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=authorization_code&code=c, unsupported_grant_type",
        "grant_type=urn:ietf:params:oauth:grant-type:token-exchange, unsupported_grant_type",
        "grant_type=password&username=ana, invalid_request",
        "grant_type=refresh_token, invalid_request",
        "username=ana, invalid_request",
        "grant_type=password&grant_type=client_credentials, invalid_request",
        "grant_type=pass%zzword, invalid_request"
    })
    void whatIsNoSignOnIsRefusedWithoutAskingTheProvider(String body, String error) {
        assertRefused(AZ + "&" + body, 400, error);
    }

    @Test
    void passwordsAreRefusedWhereTheAdministratorWantsNone() {
        assertThatThrownBy(() -> relay(false).token(form(PASSWORD), "10.0.0.1"))
                .asInstanceOf(type(LoginRefused.class))
                .satisfies(e -> assertThat(e.error()).isEqualTo("unauthorized_client"))
                .satisfies(e -> assertThat(e).hasMessageContaining("--use-device-code"));
        assertThat(provider.asked).isEmpty();
    }

    @Test
    void refusalOfTheProviderIsSaidInOneShortLine() {
        provider.answer(
                401,
                "{\"error\": \"invalid_grant\", \"error_description\": \"Invalid user credentials\\n${jndi:x}"
                        + "x".repeat(1000) + "\"}");

        assertThatThrownBy(() -> relay(true).token(form(PASSWORD), "10.0.0.1"))
                .asInstanceOf(type(LoginRefused.class))
                .satisfies(e -> {
                    assertThat(e.status()).isEqualTo(401);
                    assertThat(e.error()).isEqualTo("invalid_grant");
                    assertThat(e.getMessage())
                            .startsWith("Invalid user credentials?")
                            .hasSizeLessThanOrEqualTo(300)
                            .doesNotContain("${");
                });
    }

    @ParameterizedTest
    @CsvSource({"500, '{}'", "302, '{}'", "200, '{\"error\": \"none\"}'"})
    void whatIsNoAnswerOfAProviderIsAnOutage(int status, String body) {
        provider.answer(status, body);

        assertThatThrownBy(() -> relay(true).token(form(PASSWORD), "10.0.0.1"))
                .asInstanceOf(type(LoginRefused.class))
                .satisfies(e -> assertThat(e.status()).isEqualTo(503));
    }

    @Test
    void deviceCodeIsShownWithWordsThatAzPrints() {
        provider.answer(200, """
                {"device_code": "d", "user_code": "ABCD", "verification_uri": "https://kc/device", "expires_in": 600}""");

        var answer = relay(true).device(form(AZ + "&scope=x"), "10.0.0.1");

        assertThat(answer.message()).contains("https://kc/device").contains("ABCD");
        assertThat(answer.interval()).isEqualTo(5);
    }

    @Test
    void whoeverGuessesIsSlowedDownByNameAndByAddress() {
        provider.answer(401, "{\"error\": \"invalid_grant\"}");
        for (var i = 0; i < LoginRate.PER_NAME; i++) {
            assertThat(status(PASSWORD, "10.0.0." + i)).isEqualTo(401);
        }
        assertThat(status(PASSWORD, "10.0.1.1"))
                .as("one name from many addresses")
                .isEqualTo(429);
        for (var i = 0; i < LoginRate.PER_ADDRESS; i++) {
            assertThat(status(PASSWORD.replace("ana", "user" + i), "10.0.2.2")).isEqualTo(401);
        }
        assertThat(status(PASSWORD.replace("ana", "other"), "10.0.2.2"))
                .as("many names from one address")
                .isEqualTo(429);
    }

    @Test
    void formLargerThanAnyOfAzIsNotRead() {
        assertThatThrownBy(() -> form("a=" + "x".repeat(40_000)))
                .isInstanceOf(LoginRefused.class)
                .hasMessageContaining("larger");
    }

    private int status(String body, String address) {
        try {
            relay(true).token(form(body), address);
            return 200;
        } catch (LoginRefused e) {
            return e.status();
        }
    }

    private void assertRefused(String body, int status, String error) {
        assertThatThrownBy(() -> relay(true).token(form(body), "10.0.0.1"))
                .asInstanceOf(type(LoginRefused.class))
                .satisfies(e -> {
                    assertThat(e.status()).isEqualTo(status);
                    assertThat(e.error()).isEqualTo(error);
                });
        assertThat(provider.asked).isEmpty();
    }

    private LoginRelay relay(boolean passwords) {
        var config = new LoginConfig(new FixedConfig(Map.of("bancada.az.password-login", Boolean.toString(passwords))));
        return new LoginRelay(provider, rate, config);
    }

    private static LoginForm form(String body) {
        try {
            return LoginForm.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An identity provider that says what it is told to. */
    private static final class FakeProvider extends LoginProvider {
        private final List<Map<String, String>> asked = new ArrayList<>();
        private Answer answer = new Answer(500, new ObjectMapper().createObjectNode());

        void answer(int status, String body) {
            try {
                answer = new Answer(status, new ObjectMapper().readTree(body));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        Answer token(Map<String, String> form) {
            asked.add(Map.copyOf(form));
            return answer;
        }

        @Override
        Answer device(Map<String, String> form) {
            asked.add(Map.copyOf(form));
            return answer;
        }
    }
}
