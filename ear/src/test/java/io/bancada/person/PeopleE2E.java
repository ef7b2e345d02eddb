package io.bancada.person;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.job.Arm;
import io.bancada.product.Browser;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import io.bancada.product.Realm;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People are looked up in the real Keycloak, and instances are given to those who are there. */
@ExtendWith(ProductExtension.class)
class PeopleE2E {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Product product;
    private final Realm realm;
    private final Arm admin;
    private final String user = "carla-" + letters();
    private final String desk = "for-" + user;
    private final List<String> made = new ArrayList<>();
    private String carla = "";

    PeopleE2E(Product product) {
        this.product = product;
        this.realm = new Realm(product);
        this.admin = new Arm(product, "admin");
    }

    @BeforeEach
    void addCarla() {
        carla = realm.add(user, "Carla", "Costa " + user.substring(6));
    }

    @AfterEach
    void remove() {
        made.forEach(admin::remove);
        realm.remove(carla);
    }

    @Test
    void personIsFoundByTheBeginningOfAnyNameAndSaysNoMoreThanItTakes() {
        var last = user.substring(6);
        for (var text : List.of(user, "CARLA " + last, "costa%20" + last, user + "@else", carla)) {
            var found = search(admin, text.replace(" ", "%20"));
            assertThat(found.body().path("value")).as(text).hasSize(1);
            var person = found.body().at("/value/0");
            assertThat(person.properties()).hasSize(4);
            assertThat(person.path("objectId").asText()).isEqualTo(carla);
            assertThat(person.path("tenantId").asText())
                    .isEqualTo(product.status().path("tenantId").asText());
            assertThat(person.path("displayName").asText()).isEqualTo("Carla Costa " + last);
            assertThat(person.path("userName").asText()).isEqualTo(user);
        }
        assertThat(search(admin, "*" + last).body().path("value"))
                .as("not the beginning")
                .isEmpty();
        realm.enable(carla, false);
        assertThat(search(admin, "carla%20costa%20" + last).body().path("value"))
                .as("disabled")
                .isEmpty();
    }

    @Test
    void onlyWhoeverMayCreateComputesSearches() {
        assertThat(search(new Arm(product, "ana"), "car").status()).isEqualTo(200);
        assertThat(search(new Arm(product, "vera"), "car").status()).isEqualTo(403);
        for (var text : List.of("", "c", "%20c%20", "c".repeat(101))) {
            var refused = search(admin, text);
            assertThat(refused.status()).as(text).isEqualTo(400);
            assertThat(refused.body().at("/error/target").asText()).isEqualTo("search");
        }
    }

    @Test
    void instanceOfSomebodyWhoNeverSignedOnBearsTheirName() {
        assertThat(put(carla).status()).isEqualTo(201);
        made.add(desk);
        var other = put(new Arm(product, "ana").objectId());
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.body().at("/error/message").asText()).contains("belongs to Carla Costa");
        realm.enable(carla, false);
        assertThat(put(carla).status()).as("it is theirs already").isIn(200, 201);
    }

    @Test
    void nobodyAndWhoeverIsDisabledIsGivenNothing() {
        var unknown = put("6f2f5a4e-0000-4000-8000-000000000000");
        assertRefused(unknown, "knows nobody with the object id '6f2f5a4e");
        assertRefused(put("count"), "knows nobody");
        realm.enable(carla, false);
        assertRefused(put(carla), "Carla Costa");
        assertThat(admin.call("GET", "/computes/" + desk, "").status()).isEqualTo(404);
    }

    /** S7: who makes an instance for somebody else may not open it; the other may. */
    @Test
    void creatorOnBehalfMayNotOpenWhatTheAssigneeMay() {
        var ana = new Arm(product, "ana");
        assertThat(put(ana.objectId()).status()).isEqualTo(201);
        made.add(desk);
        var address = admin.await(
                        "/computes/" + desk, PATIENCE, c -> !applications(c).isEmpty())
                .at("/properties/properties/applications/0/endpointUri")
                .asText();
        try (var browser = new Browser(product)) {
            var creator = browser.signOn("admin");
            assertThat(creator.navigate(address).status()).isEqualTo(403);
            assertThat(creator.url()).startsWith(product.portalUrl());
            var assignee = browser.signOn("ana");
            assertThat(assignee.navigate(address).status()).isEqualTo(200);
            assertThat(assignee.url()).startsWith(address);
        }
    }

    private static void assertRefused(Arm.Answer answer, String words) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.body().at("/error/target").asText())
                .isEqualTo("properties.properties.personalComputeInstanceSettings.assignedUser.objectId");
        assertThat(answer.body().at("/error/message").asText()).contains(words);
    }

    private static JsonNode applications(JsonNode compute) {
        return compute.at("/properties/properties/applications");
    }

    private static Arm.Answer search(Arm who, String text) {
        return who.call("GET", "/people?search=" + text, "");
    }

    private Arm.Answer put(String person) {
        return admin.call("PUT", "/computes/" + desk, """
                {"location": "local", "properties": {"computeType": "ComputeInstance", "properties": {"vmSize": "Standard_D11_v2",
                 "personalComputeInstanceSettings": {"assignedUser": {"objectId": "%s", "tenantId": "%s"}}}}}""".formatted(
                        person, product.status().path("tenantId").asText()));
    }

    /** So that no other run against the same product has the same people. */
    private static String letters() {
        return new SecureRandom()
                .ints(6, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
