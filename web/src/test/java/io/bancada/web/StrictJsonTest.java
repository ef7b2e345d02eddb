package io.bancada.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictJsonTest {
    record Outer(
            @Nullable String name,
            @Nullable Inner inner,
            @Nullable List<@Nullable Inner> list) {}

    record Inner(
            @Nullable Integer count,
            @Nullable Boolean flag,
            @Nullable Kind kind,
            @Nullable Map<String, @Nullable String> tags) {}

    enum Kind {
        Dedicated,
        LowPriority
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"name":5}                                | name
                    {"name":true}                             | name
                    {"name":1.5}                              | name
                    {"name":["a"]}                            | name
                    {"inner":[]}                              | inner
                    {"inner":"x"}                             | inner
                    {"inner":{"count":"5"}}                   | inner.count
                    {"inner":{"count":1.5}}                   | inner.count
                    {"inner":{"count":2147483648}}            | inner.count
                    {"inner":{"count":1e400}}                 | inner.count
                    {"inner":{"count":true}}                  | inner.count
                    {"inner":{"count":{}}}                    | inner.count
                    {"inner":{"flag":"true"}}                 | inner.flag
                    {"inner":{"flag":1}}                      | inner.flag
                    {"inner":{"kind":"Spot"}}                 | inner.kind
                    {"inner":{"kind":1}}                      | inner.kind
                    {"inner":{"tags":{"a":1}}}                | inner.tags.a
                    {"list":[{"count":1},{"count":"2"}]}      | list[1].count
                    {"list":{"count":1}}                      | list
                    {"inner":{"count":NaN}}                   | inner
                    null                                      | body
                    []                                        | body
                    "text"                                    | body
                    {"name":"a"} x                            | body
                    {"name":"a"}{"name":"b"}                  | body
                    {"name":'a'}                              | body
                    {name:"a"}                                | body
                    {"name":"a",}                             | body
                    {"name":"a"                               | body
                    """)
    void valueThatDoesNotFitIsRefusedWithItsPath(String json, String target) {
        assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(BancadaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONTENT);
            assertThat(e.target()).contains(target);
            assertThat(e)
                    .message()
                    .doesNotContain("io.bancada")
                    .doesNotContain("java.")
                    .doesNotContain("Jackson");
        });
    }

    @Test
    void keyThatStandsTwiceIsRefused() {
        assertThatThrownBy(() -> read("{\"name\":\"a\",\"name\":\"b\"}")).isInstanceOf(BancadaException.class);
        assertThatThrownBy(() -> read("{\"unknown\":{\"a\":1,\"a\":2}}")).isInstanceOf(BancadaException.class);
    }

    @Test
    void bodyThatIsTooDeepIsRefused() {
        var deep = "{\"unknown\":" + "[".repeat(StrictJson.MAX_DEPTH) + "]".repeat(StrictJson.MAX_DEPTH) + "}";

        assertThatThrownBy(() -> read(deep)).isInstanceOf(BancadaException.class);
    }

    @Test
    void hugeNumberIsRefusedQuickly() {
        assertThatThrownBy(() -> read("{\"inner\":{\"count\":" + "9".repeat(100_000) + "}}"))
                .isInstanceOf(BancadaException.class);
    }

    @Test
    void unknownPropertiesAreIgnored() {
        assertThat(read("{\"name\":\"a\",\"etag\":\"x\",\"systemData\":{}}").name())
                .isEqualTo("a");
    }

    @Test
    void enumerationsAreReadInAnyCase() {
        var inner = read("{\"inner\":{\"kind\":\"lowpriority\"}}").inner();

        assertThat(inner).isNotNull().extracting(Inner::kind).isEqualTo(Kind.LowPriority);
    }

    @Test
    void timesAreWrittenInIsoAndNothingIsNull() {
        var json = new String(
                StrictJson.write(
                        Map.of("at", Instant.EPOCH, "for", Duration.ofMinutes(2), "o", new Outer(null, null, null))),
                StandardCharsets.UTF_8);

        assertThat(json).contains("\"1970-01-01T00:00:00Z\"", "\"PT2M\"", "\"o\":{}");
    }

    private static Outer read(String json) {
        return (Outer) StrictJson.read(json.getBytes(StandardCharsets.UTF_8), Outer.class);
    }

    @WithComments
    record Tolerant(@Nullable String text, @Nullable Integer number) {}

    @Test
    void onlyABodyThatSaysSoMayHaveCommentsAndBareNames() {
        var written = "{text: \"two\nlines\" /* why */, number: 1}".getBytes(StandardCharsets.UTF_8);

        assertThat(StrictJson.read(written, Tolerant.class)).isEqualTo(new Tolerant("two\nlines", 1));
        assertThatThrownBy(() -> StrictJson.read(written, Outer.class)).isInstanceOf(BancadaException.class);
        for (var wrong : List.of("{text: 5}", "{number: 1, number: 2}", "{number: 1} 2", "{number: 1.5}")) {
            assertThatThrownBy(() -> StrictJson.read(wrong.getBytes(StandardCharsets.UTF_8), Tolerant.class))
                    .as(wrong)
                    .isInstanceOf(BancadaException.class);
        }
    }
}
