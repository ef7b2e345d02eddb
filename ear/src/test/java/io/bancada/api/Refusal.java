package io.bancada.api;

import java.util.List;

/**
 * A request that is to be refused.
 *
 * @param path below the workspace unless it starts with {@code /subscriptions}; {@code {new}} stands for a name that
 *     nobody has, {@code {subscription}} and {@code {group}} for those of the installation
 * @param words what the message must hold: what is wrong or what to do
 */
record Refusal(
        String what,
        String method,
        String path,
        String contentType,
        String body,
        int status,
        String code,
        String target,
        List<String> words) {

    static Refusal of(
            String what,
            String method,
            String path,
            String body,
            int status,
            String code,
            String target,
            String... words) {
        return new Refusal(what, method, path, "application/json", body, status, code, target, List.of(words));
    }

    Refusal as(String type) {
        return new Refusal(what, method, path, type, body, status, code, target, words);
    }

    @Override
    public String toString() {
        return what;
    }
}
