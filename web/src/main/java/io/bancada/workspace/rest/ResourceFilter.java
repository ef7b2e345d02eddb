package io.bancada.workspace.rest;

import io.bancada.error.BancadaException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code $filter} of a list of resources asks for.
 *
 * @param terms value by property, the property in lower case
 */
record ResourceFilter(Map<String, String> terms) {
    private static final String FIELD = "$filter";

    /** One comparison; a quote inside a value is written twice. */
    private static final Pattern TERM = Pattern.compile(
            "\\s*(\\w+)\\s+eq\\s+'([^']*+(?:''[^']*+)*+)'\\s*(?:and(?=\\s)|$)", Pattern.CASE_INSENSITIVE);

    private static final Pattern PROPERTY =
            Pattern.compile("resourcetype|resourcegroup|name|location|tagname|tagvalue");

    ResourceFilter {
        terms = Map.copyOf(terms);
    }

    /**
     * A filter as the query has it; without one, everything passes.
     *
     * @throws BancadaException 400 naming {@code $filter}
     */
    static ResourceFilter parse(Optional<String> text) {
        var terms = new HashMap<String, String>();
        text.ifPresent(t -> {
            var matcher = TERM.matcher(t);
            for (var from = 0; from < t.length(); from = matcher.end()) {
                if (!matcher.region(from, t.length()).lookingAt()) {
                    throw refusal(t);
                }
                var property = matcher.group(1).toLowerCase(Locale.ROOT);
                var repeated = terms.put(property, matcher.group(2).replace("''", "'"));
                if (repeated != null || !PROPERTY.matcher(property).matches()) {
                    throw refusal(t);
                }
            }
        });
        return new ResourceFilter(terms);
    }

    /** Whether a resource is asked for. */
    boolean passes(GenericResourceResponse resource) {
        return is("resourcetype", resource.type())
                && is("resourcegroup", resource.id().split("/", -1)[4])
                && is("name", resource.name())
                && is("location", resource.location())
                && hasTag(resource.tags());
    }

    private boolean hasTag(Map<String, String> tags) {
        var asked = terms.containsKey("tagname") || terms.containsKey("tagvalue");
        return !asked
                || tags.entrySet().stream().anyMatch(t -> is("tagname", t.getKey()) && is("tagvalue", t.getValue()));
    }

    private boolean is(String property, String value) {
        return value.equalsIgnoreCase(terms.getOrDefault(property, value));
    }

    private static BancadaException refusal(String text) {
        return BancadaException.invalid(
                FIELD,
                "The filter '" + text + "' cannot be used; compare resourceType, resourceGroup, name, location, tagName"
                        + " or tagValue, each once, as in: resourceType eq 'Microsoft.MachineLearningServices/workspaces'"
                        + " and name eq 'main'.");
    }
}
