package io.bancada.portal.ui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The REST call that does what a form does, as az makes it. */
public final class AzCall {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AzCall() {}

    /** Creates or replaces a resource; the command can be pasted into a shell as it is. */
    public static String put(String url, JsonNode body) {
        try {
            return "az rest --method put \\\n  --url " + quoted(url + "?api-version=2024-04-01") + " \\\n  --body "
                    + quoted(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
