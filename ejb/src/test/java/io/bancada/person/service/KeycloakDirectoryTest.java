package io.bancada.person.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeycloakDirectoryTest {
    private static final Person ANA = new Person("1-a", "Ana Araujo", "ana", true);

    private final FakeKeycloak keycloak = new FakeKeycloak();
    private final MovedClock clock = new MovedClock();
    private final KeycloakDirectory directory = directory(keycloak.config());

    KeycloakDirectoryTest() {
        keycloak.users.put("1-a", """
                {"id": "1-a", "username": "ana", "firstName": "Ana", "lastName": "Araujo", "enabled": true,
                 "email": "ana@bancada.localhost"}""");
        keycloak.users.put("2-b", """
                {"id": "2-b", "username": "bot", "enabled": false}""");
        keycloak.users.put("count", "4");
    }

    @AfterEach
    void close() {
        keycloak.close();
    }

    @Test
    void personIsFoundByIdWithATokenThatIsKept() {
        assertThat(directory.find("1-a")).contains(ANA);
        assertThat(directory.find("2-b")).contains(new Person("2-b", "bot", "bot", false));
        assertThat(directory.find("3-c")).isEmpty();
        assertThat(keycloak.asked)
                .containsExactly(
                        "token grant_type=client_credentials&client_id=bancada-directory&client_secret=s%26cret",
                        "/1-a", "/2-b", "/3-c");
    }

    @Test
    void groupsAreNamedAsTokensNameThem() {
        assertThat(directory.groups("1-a")).containsExactly("data-scientists");
        assertThat(keycloak.asked).last().isEqualTo("/1-a/groups?briefRepresentation=true&first=0&max=1000");
        keycloak.status = 404;
        assertThat(directory.groups("3-c")).isEmpty();
        keycloak.status = 403;
        assertUnavailable(() -> directory.groups("1-a"), "status 403");
    }

    @Test
    void accountOfTheDirectoryIsJudgedByWhatTheDirectorySays() {
        var never = "9223372036854775807";
        keycloak.users.put("open", account("open", true, true, 512, never));
        keycloak.users.put("unset", account("unset", true, true, 512, "0"));
        keycloak.users.put("later", account("later", true, true, 512, tenths(clock.now.plusSeconds(60))));
        keycloak.users.put("ended", account("ended", true, true, 512, tenths(clock.now.minusSeconds(1))));
        keycloak.users.put("locked", account("locked", true, true, 514, never));
        keycloak.users.put("off", account("off", false, true, 514, never));
        for (var id : List.of("open", "unset", "later")) {
            assertThat(directory.find(id)).as(id).get().matches(Person::enabled);
        }
        for (var id : List.of("ended", "locked", "off")) {
            assertThat(directory.find(id)).as(id).get().matches(p -> !p.enabled());
        }
        clock.now = clock.now.plusSeconds(61);
        assertThat(directory.find("later")).get().matches(p -> !p.enabled());
    }

    /** Keycloak says "disabled" of everybody while Active Directory, or the account that reads it, is out of order. */
    @Test
    void accountThatTheDirectoryDoesNotKnowIsGoneOnlyWhileItKnowsAnother() {
        keycloak.users.put("gone", account("gone", false, false, 512, "0"));
        assertUnavailable(() -> directory.find("gone"), "whether it has gone or the directory");
        keycloak.users.put("carla", account("carla", true, true, 512, "0"));
        directory.find("carla");
        assertThat(directory.find("gone")).get().matches(p -> !p.enabled());
        keycloak.users.put("carla", account("carla", false, false, 512, "0"));
        assertUnavailable(() -> directory.find("gone"), "whether it has gone or the directory");
        assertUnavailable(() -> directory.find("carla"), "whether it has gone or the directory");
    }

    private static String account(String id, boolean enabled, boolean live, int control, String ends) {
        return """
                {"id": "%1$s", "username": "%1$s", "enabled": %2$s, "federationLink": "f1",
                 "attributes": {"adAccountControl": ["%4$d"], "adAccountExpires": ["%5$s"]%3$s}}""".formatted(id, enabled, live ? ", \"adSid\": [\"AQUAAA==\"]" : "", control, ends);
    }

    /** As Windows writes times. */
    private static String tenths(Instant time) {
        return String.valueOf((time.getEpochSecond() + 11_644_473_600L) * 10_000_000L);
    }

    @Test
    void whatIsNoPersonThereIsNobody() {
        assertThat(directory.find("count")).isEmpty();
        assertThat(directory.find("..")).isEmpty();
        assertThat(directory.find("a/b?c=d")).isEmpty();
    }

    @Test
    void searchAsksForEnabledPeopleAndForNoMoreThanIsWanted() {
        assertThat(directory.search(List.of("ana", "a%*\"\\:b"), 1)).containsExactly(ANA);
        assertThat(keycloak.asked)
                .last()
                .isEqualTo("?briefRepresentation=true&enabled=true&first=0&max=1&search=ana a     b");
        keycloak.asked.clear();
        assertThat(directory.search(List.of("**"), 20)).isEmpty();
        assertThat(keycloak.asked).as("nothing is left to ask for").isEmpty();
    }

    @Test
    void tokenIsFetchedAnewBeforeItEndsAndWhenItWasTakenBack() {
        directory.find("1-a");
        keycloak.good = "token-2";
        assertThat(directory.find("1-a")).contains(ANA);
        keycloak.asked.clear();
        clock.now = clock.now.plusSeconds(281);
        directory.find("1-a");
        assertThat(keycloak.asked).hasSize(2).first().asString().startsWith("token");
    }

    @Test
    void clientWithoutRightsOrSecretIsToldSo() {
        keycloak.status = 403;
        assertUnavailable(() -> directory.find("1-a"), "status 403");
        assertUnavailable(() -> directory.search(List.of("an"), 20), "status 403");
        keycloak.status = 200;
        assertThat(directory.find("1-a"))
                .as("a right that is given works at once")
                .contains(ANA);

        var locked = directory(keycloak.config("bancada.directory.secret", "wrong"));
        keycloak.tokenStatus = 401;
        assertUnavailable(() -> locked.find("1-a"), "status 401");
    }

    @Test
    void withoutASecretNobodyIsAsked() {
        var none = directory(keycloak.config("bancada.directory.secret", ""));
        assertUnavailable(() -> none.find("1-a"), "No directory of people is set up");
        assertThat(keycloak.asked).isEmpty();
    }

    @Test
    void silenceIsBoundedAndSparesTheNextQuestionsTheWait() {
        assertThat(directory.find("1-a")).contains(ANA);
        var hasty = directory(keycloak.config("bancada.directory.timeout", "PT2S"));
        keycloak.hangs = true;
        assertUnavailable(() -> hasty.find("1-a"), "does not answer");
        keycloak.hangs = false;
        keycloak.released.countDown();
        keycloak.asked.clear();
        assertUnavailable(() -> hasty.find("1-a"), "does not answer");
        assertThat(keycloak.asked).isEmpty();
        clock.now = clock.now.plusSeconds(6);
        assertThat(hasty.find("1-a")).contains(ANA);
    }

    @Test
    void providerThatIsAwayIsSilent() {
        keycloak.close();
        assertUnavailable(() -> directory.find("1-a"), "does not answer");
    }

    @Test
    void providerInTroubleIsUnavailable() {
        keycloak.status = 503;
        assertUnavailable(() -> directory.find("1-a"), "status 503");
    }

    private KeycloakDirectory directory(DirectoryConfig config) {
        return new KeycloakDirectory(new KeycloakUsers(config, clock), clock);
    }

    private static void assertUnavailable(ThrowingCallable call, String words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DirectoryUnavailable.class,
                        e -> assertThat(e.why().english()).contains(words));
    }

    private static final class MovedClock extends Clock {
        private volatile Instant now = Instant.parse("2026-11-21T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.offset(this, Duration.ZERO);
        }
    }
}
