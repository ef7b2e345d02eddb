package io.bancada.deployment.service;

import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads expressions of ARM templates:
 *
 * <pre>
 * expression := primary { "." name | "[" expression "]" }
 * primary    := text | number | name "(" [ expression { "," expression } ] ")"
 * text       := "'" { any character but "'", or "''" } "'"
 * number     := [ "-" ] digit { digit }
 * name       := ( letter | "_" ) { letter | digit | "_" }
 * </pre>
 *
 * At most {@value #LONGEST} characters, and {@value #DEEPEST} levels.
 */
final class ExpressionParser {
    static final int LONGEST = 24_576;
    static final int DEEPEST = 64;

    private final String text;
    private final String place;
    private int at;
    private int depth;

    private ExpressionParser(String text, String place) {
        this.text = text;
        this.place = place;
    }

    /** Whether a text of a template is an expression: it stands in brackets, and the first is not doubled. */
    static boolean isExpression(String text) {
        return text.startsWith("[") && text.endsWith("]") && !text.startsWith("[[");
    }

    /**
     * Reads an expression with its brackets.
     *
     * @param place where it stands in the template, for the refusal
     * @throws io.bancada.error.BancadaException 400 InvalidTemplate saying at which character it is wrong
     */
    static Expression parse(String text, String place) {
        if (text.length() > LONGEST) {
            throw InvalidTemplate.at(place, "The expression has more than " + LONGEST + " characters.");
        }
        var parser = new ExpressionParser(text.substring(1, text.length() - 1), place);
        var expression = parser.expression();
        parser.blanks();
        if (parser.at < parser.text.length()) {
            throw parser.wrong("there is more after its end");
        }
        return expression;
    }

    private Expression expression() {
        if (++depth > DEEPEST) {
            throw wrong("it has more than " + DEEPEST + " levels");
        }
        var found = primary();
        for (blanks(); at < text.length() && (peek() == '.' || peek() == '['); blanks()) {
            if (peek() == '.') {
                at++;
                blanks();
                found = new Expression.Member(found, name());
            } else {
                at++;
                found = new Expression.Item(found, expression());
                expect(']');
            }
            if (++depth > DEEPEST * 2) {
                throw wrong("it has more than " + DEEPEST + " levels");
            }
        }
        depth--;
        return found;
    }

    private Expression primary() {
        blanks();
        if (at >= text.length()) {
            throw wrong("it ends too early");
        }
        if (peek() == '\'') {
            return new Expression.Literal(TextNode.valueOf(quoted()));
        }
        if (peek() == '-' || Character.isDigit(peek())) {
            return new Expression.Literal(LongNode.valueOf(number()));
        }
        var function = name();
        expect('(');
        var arguments = new ArrayList<Expression>();
        blanks();
        if (at < text.length() && peek() == ')') {
            at++;
            return new Expression.Call(function.toLowerCase(Locale.ROOT), List.of());
        }
        arguments.add(expression());
        for (blanks(); at < text.length() && peek() == ','; blanks()) {
            at++;
            arguments.add(expression());
        }
        expect(')');
        return new Expression.Call(function.toLowerCase(Locale.ROOT), arguments);
    }

    private String quoted() {
        var value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            if (peek() != '\'') {
                value.append(peek());
            } else if (at + 1 < text.length() && text.charAt(at + 1) == '\'') {
                value.append('\'');
                at++;
            } else {
                at++;
                return value.toString();
            }
        }
        throw wrong("a text has no closing quote");
    }

    private long number() {
        var from = at++;
        while (at < text.length() && Character.isDigit(peek())) {
            at++;
        }
        try {
            return Long.parseLong(text.substring(from, at));
        } catch (NumberFormatException e) {
            throw wrong("'" + text.substring(from, at) + "' is no number that can be taken");
        }
    }

    private String name() {
        var from = at;
        while (at < text.length() && (Character.isLetterOrDigit(peek()) || peek() == '_' || peek() == '$')) {
            at++;
        }
        if (from == at || Character.isDigit(text.charAt(from))) {
            throw wrong("a name is missing");
        }
        return text.substring(from, at);
    }

    private void expect(char wanted) {
        blanks();
        if (at >= text.length() || peek() != wanted) {
            throw wrong("'" + wanted + "' is missing");
        }
        at++;
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(peek())) {
            at++;
        }
    }

    private char peek() {
        return text.charAt(at);
    }

    private RuntimeException wrong(String why) {
        return InvalidTemplate.at(place, "The expression cannot be read at character " + (at + 2) + ": " + why + ".");
    }
}
