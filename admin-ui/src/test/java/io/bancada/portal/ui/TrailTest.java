package io.bancada.portal.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TrailTest {
    private static final String FILTERS = "status=Failed&experiment=a+b";

    @Test
    void wayThroughThePagesLeadsBackToTheFirst() {
        var first = new Trail();
        var second = at(first.on(FILTERS, "B"));
        var third = at(second.on(FILTERS, "C"));
        var fourth = at(third.on(FILTERS, "D"));

        assertThat(fourth.getAfter()).isEqualTo("D");
        assertThat(at(fourth.back(FILTERS)).getAfter()).isEqualTo("C");
        assertThat(at(at(fourth.back(FILTERS)).back(FILTERS)).getAfter()).isEqualTo("B");
        assertThat(at(at(at(fourth.back(FILTERS)).back(FILTERS)).back(FILTERS)).isLater())
                .isFalse();
    }

    @Test
    void filtersAreKept() {
        assertThat(new Trail().on(FILTERS, "B")).isEqualTo("?" + FILTERS + "&after=B");
        assertThat(at("?after=B").back(FILTERS)).isEqualTo("?" + FILTERS);
        assertThat(new Trail().on("", "B")).isEqualTo("?after=B");
    }

    private static Trail at(String query) {
        var trail = new Trail();
        Arrays.stream(query.substring(1).split("&", -1)).forEach(part -> {
            if (part.startsWith("after=")) {
                trail.setAfter(part.substring("after=".length()));
            } else if (part.startsWith("trail=")) {
                trail.setTrail(part.substring("trail=".length()));
            }
        });
        return trail;
    }
}
