package io.bancada.web;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * An operation that a resource serves.
 *
 * @param id as ARM names it, or as ARM would
 * @param path with parameters as {@code {name}}
 * @param access who may: see {@link Access}
 * @param actions what a role must allow, all of them
 * @param statuses with which it answers when it succeeds
 * @param query names of query parameters; one that must be there ends with an asterisk
 * @param method what serves it
 */
record ServedOperation(
        String id,
        String method,
        String path,
        Access access,
        List<String> actions,
        List<Integer> statuses,
        List<String> query,
        String summary,
        Method served) {
    /** Who may call an operation. */
    enum Access {
        /** Who holds a role that allows the actions at the scope that the path names, or above it. */
        role,
        /** Who holds a role that allows the actions at the subscription, whatever the path names. */
        subscription,
        /** Who holds any role at the scope that the path names, above or below it. */
        member,
        /** Who started the operation that is polled, or may read its resource. */
        operation,
        /** Who brings a valid token. */
        everyone,
        /** Who shows an address with a signature in its query. */
        signature,
        /** The identity provider, with a logout token. */
        logout,
        /** Who shows a secret of their own: that of a program on a compute instance, or that of a sign-on. */
        secret,
        /** Anyone. */
        anonymous
    }

    /** Whether roles decide by the actions. */
    boolean needsActions() {
        return access == Access.role || access == Access.subscription || access == Access.member;
    }

    /** Whether a bearer token is needed. */
    boolean needsToken() {
        return !EnumSet.of(Access.anonymous, Access.signature, Access.logout, Access.secret)
                .contains(access);
    }

    /** The type of the JSON that it takes; empty when it takes none. */
    Optional<Type> request() {
        return Arrays.stream(served.getParameters())
                .filter(p -> consumes().equals(MediaType.APPLICATION_JSON) && isBody(p))
                .map(Parameter::getParameterizedType)
                .findFirst();
    }

    /** The content type that it takes; empty for none. */
    String consumes() {
        return Optional.ofNullable(served.getAnnotation(Consumes.class))
                .map(c -> c.value()[0])
                .orElse("");
    }

    /** The content type that it answers with. */
    String produces() {
        return Optional.ofNullable(served.getAnnotation(Produces.class))
                .or(() -> Optional.ofNullable(served.getDeclaringClass().getAnnotation(Produces.class)))
                .map(p -> p.value()[0])
                .orElse(MediaType.WILDCARD);
    }

    /** The type of the JSON that it answers with; empty when it answers with none or with something else. */
    Optional<Type> response() {
        var answers = served.getAnnotation(Answers.class);
        if (answers != null) {
            return Optional.of(answers.value());
        }
        var type = served.getReturnType();
        return type == Response.class || type == void.class
                ? Optional.empty()
                : Optional.of(served.getGenericReturnType());
    }

    private static boolean isBody(Parameter parameter) {
        return !parameter.isAnnotationPresent(Context.class);
    }
}
