package io.bancada.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    @Test
    void theLastPageHasNoToken() {
        assertThat(Page.of(List.of(1, 2), 2, String::valueOf).next()).isEmpty();
        assertThat(Page.of(List.<Integer>of(), 2, String::valueOf).next()).isEmpty();
    }

    @Test
    void oneRowMoreMakesATokenAndIsNotShown() {
        var page = Page.of(List.of(1, 2, 3), 2, String::valueOf);
        assertThat(page.items()).containsExactly(1, 2);
        assertThat(PageRequest.of(page.next().orElseThrow(), 2).after()).contains("2");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 6, 7, 8, 20, 21})
    void followingTokensSeesEveryRowOnce(int rows) {
        var all = IntStream.range(0, rows).boxed().toList();
        var seen = new ArrayList<Integer>();
        var request = new PageRequest(7, Optional.empty());
        while (true) {
            var start = request.afterId().map(id -> id.intValue() + 1).orElse(0);
            var page = Page.of(
                    all.subList(start, Math.min(rows, start + request.size() + 1)), request.size(), String::valueOf);
            seen.addAll(page.items());
            if (page.next().isEmpty()) {
                break;
            }
            request = PageRequest.of(page.next().orElseThrow(), 7);
        }
        assertThat(seen).isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana", "Ação/+ü&?", "a b", "0", "数"})
    void tokensCarryAnyKeyAndFitIntoAQuery(String key) {
        var token = PageRequest.token(key);
        assertThat(token).matches("[A-Za-z0-9_-]+");
        assertThat(PageRequest.of(token, 5).after()).contains(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "a b", "=", "á"})
    void aTokenThatWeDidNotMakeIsInvalid(String token) {
        assertInvalid(() -> PageRequest.of(token, 5));
    }

    @Test
    void aTokenOfAnotherListIsInvalid() {
        var request = PageRequest.of(PageRequest.token("ana"), 5);
        assertInvalid(request::afterId);
    }

    @ParameterizedTest
    @CsvSource({"-5, 1", "0, 1", "1, 1", "500, 500", "501, 500", "2147483647, 500"})
    void theSizeIsKeptWithinItsLimits(int asked, int given) {
        assertThat(PageRequest.of("", asked).size()).isEqualTo(given);
    }

    @Test
    void mappingKeepsOrderAndToken() {
        var page = Page.of(List.of(1, 2, 3), 2, String::valueOf);
        assertThat(page.map(i -> "n" + i)).isEqualTo(new Page<>(List.of("n1", "n2"), page.next()));
    }

    private static void assertInvalid(Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        BancadaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMETER));
    }
}
