package io.bancada.deployment.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What expressions of templates come to, and what they may cost. */
class ExpressionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DeploymentPlace PLACE =
            new DeploymentPlace("sub", "tenant", "lab", "local", Map.of("team", "ml"), "first");
    private static final String TEMPLATE = """
            {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
             "contentVersion": "1.0.0.0",
             "parameters": {"name": {"type": "string", "defaultValue": "cpu"},
                            "list": {"type": "array", "defaultValue": ["a", "b"]}},
             "variables": {"full": "[concat(parameters('name'), '-', 'x')]", "map": {"Key": [1, {"deep": true}]},
                           "self": "[variables('self')]"},
             "resources": []}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[concat('a', 'b', 1)] | \"ab1\"",
                "[concat(createArray(1), createArray(2, 3))] | [1,2,3]",
                "[format('{0}-{1}-{0}', 'a', 7)] | \"a-7-a\"",
                "[toLower(toUpper('aB'))] | \"ab\"",
                "[if(equals(1, 1), 'yes', json('not json'))] | \"yes\"",
                "[if(false(), variables('self'), 2)] | 2",
                "[and(true(), not(false()), or(false(), true()))] | true",
                "[empty('')] | true",
                "[empty(createArray())] | true",
                "[empty(json('null'))] | true",
                "[json('null')] | null",
                "[length('four')] | 4",
                "[union(createArray(1, 2), createArray(2, 3))] | [1,2,3]",
                "[union(createObject('a', 1), createObject('b', 2))] | {\"a\":1,\"b\":2}",
                "[contains(parameters('list'), 'b')] | true",
                "[contains(createObject('A', 1), 'a')] | true",
                "[contains('abc', 'bc')] | true",
                "[first(parameters('list'))] | \"a\"",
                "[last('xyz')] | \"z\"",
                "[string(createArray(1, 'x'))] | \"[1,\\\"x\\\"]\"",
                "[int('42')] | 42",
                "[bool('TRUE')] | true",
                "[array('x')] | [\"x\"]",
                "[parameters('NAME')] | \"cpu\"",
                "[variables('full')] | \"cpu-x\"",
                "[variables('map').key[1].DEEP] | true",
                "[variables('map')['key'][0]] | 1",
                "[resourceGroup().tags.team] | \"ml\"",
                "[subscription().tenantId] | \"tenant\"",
                "[deployment().name] | \"first\"",
                "[resourceId('A.B/c', 'x')] | \"/subscriptions/sub/resourceGroups/lab/providers/A.B/c/x\"",
                "[resourceId('', 'A.B/c/d', '', '')] | \"/subscriptions/sub/resourceGroups//providers/A.B/c//d/\"",
                "[resourceId('g', 'A.B/c/d', 'x', 'y')] | \"/subscriptions/sub/resourceGroups/g/providers/A.B/c/x/d/y\"",
                "[resourceId('s', 'g', 'A.B/c', 'x')] | \"/subscriptions/s/resourceGroups/g/providers/A.B/c/x\"",
                "[substring('template', 4)] | \"late\"",
                "[replace('a.b', '.', '-')] | \"a-b\"",
                "[join(split('a,b', ','), ';')] | \"a;b\"",
                "[add(mul(6, 7), sub(1, 1))] | 42",
                "[div(7, 2)] | 3",
                "[max(createArray(1, 5, 3))] | 5",
                "[lessOrEquals(-3, -2)] | true",
                "[coalesce(null(), 'x')] | \"x\"",
                "[range(3, 2)] | [3,4]",
                "[padLeft('7', 3, '0')] | \"007\"",
                "['it''s'] | \"it's\"",
                "[[not an expression] | \"[not an expression]\"",
                "plain | \"plain\""
            })
    void expressionComesTo(String expression, String value) {
        var made = evaluate(expression);
        assertThat(LogicFunctions.same(made, read(value))).as("%s", made).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[concat('a']",
                "[concat('a)]",
                "[nosuch()]",
                "[parameters('absent')]",
                "[variables('absent')]",
                "[variables('self')]",
                "[variables('map').absent]",
                "[variables('map').key[9]]",
                "[1 2]",
                "[]",
                "[99999999999999999999]",
                "[div(1, 0)]",
                "[add(9223372036854775807, 1)]",
                "[if(1, 2, 3)]",
                "[if(true(), 1)]",
                "[resourceId('x')]",
                "[resourceId('A.B/c', 'x', 'y')]",
                "[newGuid()]",
                "[copyIndex()]",
                "[listKeys('x', 'y')]",
                "[substring('abc', 2, 5)]",
                "[range(0, 100000)]",
                "[int('x')]"
            })
    void whatCannotBeEvaluatedIsRefusedWithItsPlace(String expression) {
        assertThatThrownBy(() -> evaluate(expression)).isInstanceOfSatisfying(BancadaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_TEMPLATE);
            assertThat(e.target()).isPresent();
        });
    }

    @Test
    void uniqueStringIsTheSameForTheSameAndNoOther() {
        assertThat(evaluate("[uniqueString('a', 'b')]")).isEqualTo(evaluate("[uniqueString('a', 'b')]"));
        assertThat(evaluate("[uniqueString('a')]").textValue())
                .hasSize(13)
                .isNotEqualTo(evaluate("[uniqueString('b')]").textValue())
                .matches("[a-z0-9]+");
    }

    @Test
    void textThatDoublesWithEveryVariableCostsNoMoreThanIsAllowed() {
        var variables = new StringBuilder("\"v0\": \"x\"");
        for (var i = 1; i < 60; i++) {
            variables.append(
                    ", \"v%d\": \"[createArray(variables('v%d'), variables('v%d'))]\"".formatted(i, i - 1, i - 1));
        }
        var bomb = TEMPLATE.replace("\"self\":", variables + ", \"self\":");
        var began = System.nanoTime();

        assertThatThrownBy(() -> evaluate(bomb, "[string(variables('v59'))]"))
                .isInstanceOf(BancadaException.class)
                .hasMessageContaining("too much work");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not(", "variables('map').key["})
    void depthIsLimited(String level) {
        var deep = "[" + level.repeat(5_000) + "1" + "]";
        assertThatThrownBy(() -> evaluate(deep)).isInstanceOf(BancadaException.class);
    }

    /** Whatever is written, it is a value or a refusal: never another exception, and never a wait. */
    @Test
    void anyTextIsAValueOrARefusal() {
        var random = new Random(7);
        var words =
                "concat( if( equals( parameters('name') variables('map') resourceId( 'A.B/c' 'x' 1 -3 , ) . key [ ] format( '{0}' json( '[1]' empty( createArray( union( first( take( skip( split( min( range( substring( contains("
                        .split(" ", -1);
        for (var round = 0; round < 20_000; round++) {
            var text = new StringBuilder("[");
            for (var i = random.nextInt(12); i >= 0; i--) {
                text.append(words[random.nextInt(words.length)]).append(random.nextInt(4) == 0 ? "," : "");
            }
            text.append(")".repeat(random.nextInt(6))).append("]");
            try {
                assertThat(evaluate(text.toString())).isNotNull();
            } catch (BancadaException e) {
                assertThat(e.code()).as("%s", text).isEqualTo(ErrorCode.INVALID_TEMPLATE);
            }
        }
    }

    /** A text comes back as it was, however it is quoted into an expression. */
    @Test
    void quotedTextsComeBack() {
        var random = new Random(11);
        for (var round = 0; round < 5_000; round++) {
            var text = new StringBuilder();
            for (var i = random.nextInt(20); i > 0; i--) {
                text.append("a'[](),.{} \\\"".charAt(random.nextInt(13)));
            }
            var quoted = "['" + text.toString().replace("'", "''") + "']";
            assertThat(evaluate(quoted)).isEqualTo(TextNode.valueOf(text.toString()));
        }
    }

    private static JsonNode evaluate(String expression) {
        return evaluate(TEMPLATE, expression);
    }

    private static JsonNode evaluate(String template, String expression) {
        var values = new TemplateValues(new Template(read(template)), JSON.createObjectNode(), Instant.EPOCH);
        return new Evaluation(PLACE, values, References.NONE, new Evaluation.Work())
                .value(TextNode.valueOf(expression), "here");
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
