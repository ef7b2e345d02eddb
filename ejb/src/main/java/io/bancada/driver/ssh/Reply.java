package io.bancada.driver.ssh;

import com.fasterxml.jackson.databind.JsonNode;

/** An agent's answer. It comes from a machine that is not ours: every value is read as if anybody had written it. */
final class Reply {
    private final JsonNode answer;
    private final byte[] body;

    Reply(JsonNode answer, byte[] body) {
        this.answer = answer;
        this.body = body;
    }

    JsonNode get(String name) {
        return answer.path(name);
    }

    byte[] body() {
        return body;
    }
}
