package io.bancada.deployment.service;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bancada.deployment.service.Functions.Function;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts, and what is made of them. */
final class TextFunctions {
    /** Characters of a text that a function makes, at most. */
    static final int LONGEST = 131_072;

    static final Map<String, Function> ALL = Map.ofEntries(
            Map.entry("string", a -> text(a, string(a.between(1, 1).value(0)))),
            Map.entry("int", TextFunctions::number),
            Map.entry("bool", TextFunctions::bool),
            Map.entry("json", a -> json(a, a.between(1, 1).text(0))),
            Map.entry("format", TextFunctions::format),
            Map.entry("tolower", a -> text(a, a.between(1, 1).text(0).toLowerCase(Locale.ROOT))),
            Map.entry("toupper", a -> text(a, a.between(1, 1).text(0).toUpperCase(Locale.ROOT))),
            Map.entry("trim", a -> text(a, a.between(1, 1).text(0).strip())),
            Map.entry("replace", a -> text(a, a.between(3, 3).text(0).replace(a.text(1), a.text(2)))),
            Map.entry("substring", TextFunctions::substring),
            Map.entry(
                    "startswith",
                    a -> BooleanNode.valueOf(lower(a.between(2, 2), 0).startsWith(lower(a, 1)))),
            Map.entry(
                    "endswith",
                    a -> BooleanNode.valueOf(lower(a.between(2, 2), 0).endsWith(lower(a, 1)))),
            Map.entry("indexof", a -> LongNode.valueOf(lower(a.between(2, 2), 0).indexOf(lower(a, 1)))),
            Map.entry("padleft", TextFunctions::padLeft),
            Map.entry("uniquestring", a -> TextNode.valueOf(unique(joined(a)))),
            Map.entry(
                    "guid",
                    a -> TextNode.valueOf(UUID.nameUUIDFromBytes(joined(a).getBytes(StandardCharsets.UTF_8))
                            .toString())),
            Map.entry(
                    "base64",
                    a -> text(
                            a,
                            Base64.getEncoder()
                                    .encodeToString(a.between(1, 1).text(0).getBytes(StandardCharsets.UTF_8)))));

    private static final Pattern BLANK = Pattern.compile("\\{(\\d{1,3})}");
    private static final int UNIQUE_LENGTH = 13;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(64).build())
            .build());

    private TextFunctions() {}

    /** A value as a text: itself where it is one, else its JSON. */
    static String string(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }

    /** A text, unless it is too long. */
    static JsonNode text(Arguments a, String value) {
        if (value.length() > LONGEST) {
            throw a.wrong("The text has more than " + LONGEST + " characters.");
        }
        return TextNode.valueOf(value);
    }

    /** 13 letters and digits that are always the same for the same texts; not those that Azure makes of them. */
    static String unique(String of) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(of.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, digest).toString(Character.MAX_RADIX).substring(0, UNIQUE_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String joined(Arguments a) {
        return IntStream.range(0, a.between(1, 32).count()).mapToObj(a::text).collect(Collectors.joining("-"));
    }

    private static String lower(Arguments a, int at) {
        return a.text(at).toLowerCase(Locale.ROOT);
    }

    private static JsonNode json(Arguments a, String text) {
        try {
            var read = JSON.readTree(text);
            return read.isMissingNode() ? NullNode.instance : read;
        } catch (JsonProcessingException e) {
            throw a.wrong("Argument 1 is no JSON.");
        }
    }

    private static JsonNode number(Arguments a) {
        if (a.between(1, 1).value(0).isIntegralNumber()) {
            return LongNode.valueOf(a.number(0));
        }
        try {
            return LongNode.valueOf(Long.parseLong(a.text(0).strip()));
        } catch (NumberFormatException e) {
            throw a.wrong("Argument 1 is no whole number.");
        }
    }

    private static JsonNode bool(Arguments a) {
        var given = a.between(1, 1).value(0);
        if (given.isBoolean()) {
            return given;
        }
        return switch (string(given).toLowerCase(Locale.ROOT)) {
            case "true", "1" -> BooleanNode.TRUE;
            case "false", "0" -> BooleanNode.FALSE;
            default -> throw a.wrong("Argument 1 is neither true nor false.");
        };
    }

    private static JsonNode format(Arguments a) {
        var form = a.between(1, 100).text(0);
        var filled = new StringBuilder();
        var blanks = BLANK.matcher(form);
        var from = 0;
        while (blanks.find()) {
            var value = string(a.value(Integer.parseInt(blanks.group(1)) + 1));
            filled.append(form, from, blanks.start()).append(value);
            text(a, filled.toString());
            from = blanks.end();
        }
        return text(a, filled.append(form.substring(from)).toString());
    }

    private static JsonNode substring(Arguments a) {
        var of = a.between(2, 3).text(0);
        var from = a.number(1, 0, of.length());
        var length = a.count() == 2 ? of.length() - from : a.number(2, 0, of.length() - from);
        return TextNode.valueOf(of.substring(from, from + length));
    }

    private static JsonNode padLeft(Arguments a) {
        var of = string(a.between(2, 3).value(0));
        var length = a.number(1, 0, LONGEST);
        var with = a.count() == 2 ? " " : a.text(2);
        if (with.length() != 1) {
            throw a.wrong("Argument 3 is not one character.");
        }
        return TextNode.valueOf(with.repeat(Math.max(0, length - of.length())) + of);
    }
}
