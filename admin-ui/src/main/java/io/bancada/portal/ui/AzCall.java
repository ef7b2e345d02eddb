package io.bancada.portal.ui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The REST call that does what a form does, as az makes it. */
public final class AzCall {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AzCall() {}

    /**
     * Creates or replaces a resource; the command can be pasted into a shell as it is. The token comes from the variable
     * {@code BANCADA_TOKEN}, so that it stands in no history of a shell.
     */
    public static String put(String url, JsonNode body) {
        try {
            return "az rest --method put --skip-authorization-header \\\n"
                    + "  --headers \"Authorization=Bearer $BANCADA_TOKEN\" \\\n  --url "
                    + quoted(url + "?api-version=2024-04-01") + " \\\n  --body "
                    + quoted(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
