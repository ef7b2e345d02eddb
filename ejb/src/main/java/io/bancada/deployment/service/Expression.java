package io.bancada.deployment.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/** A part of a template's expression, as {@link ExpressionParser} reads it. */
sealed interface Expression {
    /** A text or a number that stands there. */
    record Literal(JsonNode value) implements Expression {}

    /** A function with its arguments; the name in lower case, since functions are found without regard to case. */
    record Call(String function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code of.name}. */
    record Member(Expression of, String name) implements Expression {}

    /** {@code of[at]}. */
    record Item(Expression of, Expression at) implements Expression {}

    /** This part and all parts of it. */
    default Stream<Expression> all() {
        var below = switch (kind()) {
            case LITERAL -> Stream.<Expression>empty();
            case CALL -> ((Call) this).arguments().stream();
            case MEMBER -> Stream.of(((Member) this).of());
            case ITEM -> Stream.of(((Item) this).of(), ((Item) this).at());
        };
        return Stream.concat(Stream.of(this), below.flatMap(Expression::all));
    }

    /** Which part it is. */
    enum Kind {
        LITERAL,
        CALL,
        MEMBER,
        ITEM
    }

    /** Which part this is. */
    default Kind kind() {
        if (this instanceof Literal) {
            return Kind.LITERAL;
        }
        if (this instanceof Call) {
            return Kind.CALL;
        }
        return this instanceof Member ? Kind.MEMBER : Kind.ITEM;
    }
}
