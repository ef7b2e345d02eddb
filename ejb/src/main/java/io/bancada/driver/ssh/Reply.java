package io.bancada.driver.ssh;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.message.Message;
import java.util.ArrayList;

/** An agent's answer. It comes from a machine that is not ours: every value is read as if anybody had written it. */
final class Reply {
    private static final int MOST_BLANKS = 4;

    private final JsonNode answer;
    private final byte[] body;

    Reply(JsonNode answer, byte[] body) {
        this.answer = answer;
        this.body = body;
    }

    JsonNode get(String name) {
        return answer.path(name);
    }

    /** What a refusal says. The machine is someone else's: whatever it names is shown, and nothing but shown. */
    Message why() {
        var blanks = new ArrayList<Object>();
        for (int i = 0; i < Math.min(get("args").size(), MOST_BLANKS); i++) {
            JsonNode arg = get("args").path(i);
            blanks.add(arg.isIntegralNumber() ? (Object) arg.asLong() : Words.of(arg.asText()));
        }
        return new Message(Words.of(get("key").asText()), blanks);
    }

    byte[] body() {
        return body;
    }
}
