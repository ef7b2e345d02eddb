package io.bancada.file.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * A notebook as HTML that is harmless by itself: text is escaped, Markdown is rendered without HTML of its author's,
 * tables of outputs go through a sanitizer, images are those four kinds that only paint.
 */
final class NotebookHtml {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_CELLS = 2000;
    private static final int LONGEST_TEXT = 200_000;
    private static final List<String> IMAGES = List.of("image/png", "image/jpeg", "image/gif", "image/webp");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/\\s]+={0,2}\\s*");
    private static final Pattern ANSI = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");

    private static final PolicyFactory HARMLESS = new HtmlPolicyBuilder()
            .allowElements(
                    "p",
                    "br",
                    "hr",
                    "b",
                    "i",
                    "em",
                    "strong",
                    "code",
                    "pre",
                    "blockquote",
                    "ul",
                    "ol",
                    "li",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "table",
                    "thead",
                    "tbody",
                    "tr",
                    "th",
                    "td",
                    "caption",
                    "div",
                    "span",
                    "sub",
                    "sup",
                    "a")
            .allowWithoutAttributes("span", "div")
            .allowAttributes("colspan", "rowspan")
            .matching(Pattern.compile("[0-9]{1,4}"))
            .onElements("th", "td")
            .allowUrlProtocols("http", "https", "mailto")
            .allowAttributes("href")
            .onElements("a")
            .allowAttributes("target")
            .matching(true, "_blank")
            .onElements("a")
            .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
            .toFactory();

    private static final Parser MARKDOWN =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .escapeHtml(true)
            .sanitizeUrls(true)
            .attributeProviderFactory(context -> (node, tag, attributes) -> {
                if (tag.equals("a")) {
                    attributes.put("target", "_blank");
                }
            })
            .build();

    private static final String STYLE = """
            :root{color-scheme:light;--text:#16212c;--hush:#536375;--line:#d8dfe6;--sunken:#eef1f5;--red:#b3261e;--accent:#0f766e;--surface:#fff}
            :root[data-theme=dark]{color-scheme:dark;--text:#e5ecf2;--hush:#a0b1c1;--line:#2b3945;--sunken:#1e2933;--red:#ff9d94;--accent:#2dd4bf;--surface:#161f27}
            body{margin:0;padding:16px 20px;background:var(--surface);color:var(--text);font:14px/1.6 system-ui,sans-serif;overflow-wrap:anywhere}
            a{color:var(--accent)}pre{margin:0;padding:10px 12px;overflow-x:auto;font:12.5px/1.5 ui-monospace,monospace;white-space:pre-wrap}
            .cell{margin-bottom:16px}.code{border:1px solid var(--line);border-radius:6px;overflow:hidden}.code>.source{background:var(--sunken)}
            .count{padding:6px 12px 0;background:var(--sunken);color:var(--hush);font:11px/1.4 ui-monospace,monospace}
            .output{border-top:1px solid var(--line);overflow-x:auto}.output>div{padding:8px 12px}.error pre{color:var(--red)}
            img{max-width:100%;padding:8px 12px;box-sizing:border-box;background:#fff}
            table{border-collapse:collapse;font-size:13px}th,td{padding:4px 10px;border:1px solid var(--line);text-align:left}
            .note{color:var(--hush)}
            """;

    private NotebookHtml() {}

    /** The digest of the style, for the policy that allows no other. */
    static String styleDigest() {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The whole page. */
    static String page(String language, String theme, String title, String body) {
        return "<!DOCTYPE html><html lang=\"%s\" data-theme=\"%s\"><head><meta charset=\"utf-8\"><title>%s</title><style>%s</style></head><body>%s</body></html>"
                .formatted(escaped(language), escaped(theme), escaped(title), STYLE, body);
    }

    /** A sentence in place of cells. */
    static String note(String text) {
        return "<p class=\"note\">" + escaped(text) + "</p>";
    }

    /**
     * The cells.
     *
     * @param unreadable what is said of what is no notebook
     */
    static String of(byte[] content, String unreadable) {
        JsonNode notebook;
        try {
            notebook = JSON.readTree(content);
        } catch (IOException e) {
            return note(unreadable);
        }
        if (notebook == null || !notebook.path("cells").isArray()) {
            return note(unreadable);
        }
        var html = new StringBuilder();
        int count = 0;
        for (var cell : notebook.path("cells")) {
            if (++count > MOST_CELLS) {
                html.append(note("…"));
                break;
            }
            cell(cell, html);
        }
        return html.toString();
    }

    private static void cell(JsonNode cell, StringBuilder html) {
        var source = text(cell.path("source"));
        switch (cell.path("cell_type").asText()) {
            case "markdown" ->
                html.append("<div class=\"cell\">").append(markdown(source)).append("</div>");
            case "code" -> {
                html.append("<div class=\"cell code\"><div class=\"count\">[")
                        .append(escaped(cell.path("execution_count").asText(" ").replace("null", " ")))
                        .append("]</div><div class=\"source\">")
                        .append(pre(source))
                        .append("</div>");
                cell.path("outputs").forEach(output -> output(output, html));
                html.append("</div>");
            }
            default -> html.append("<div class=\"cell\">").append(pre(source)).append("</div>");
        }
    }

    private static void output(JsonNode output, StringBuilder html) {
        switch (output.path("output_type").asText()) {
            case "stream" -> box("", pre(text(output.path("text"))), html);
            case "error" -> {
                var trace = text(output.path("traceback"), "\n");
                box("error", pre(trace.isEmpty() ? output.path("evalue").asText() : trace), html);
            }
            case "display_data", "execute_result" -> box("", data(output.path("data")), html);
            default -> html.append("");
        }
    }

    private static void box(String kind, String content, StringBuilder html) {
        html.append("<div class=\"output ")
                .append(kind)
                .append("\">")
                .append(content)
                .append("</div>");
    }

    /** The richest form that is harmless. */
    private static String data(JsonNode data) {
        for (var type : IMAGES) {
            var image = text(data.path(type));
            if (BASE64.matcher(image).matches()) {
                return "<img alt=\"\" src=\"data:" + type + ";base64," + image.replaceAll("\\s", "") + "\">";
            }
        }
        if (data.has("text/html")) {
            return "<div>" + HARMLESS.sanitize(text(data.path("text/html"))) + "</div>";
        }
        if (data.has("text/markdown")) {
            return "<div>" + markdown(text(data.path("text/markdown"))) + "</div>";
        }
        return pre(text(data.path("text/plain")));
    }

    private static String markdown(String source) {
        return HARMLESS.sanitize(RENDERER.render(MARKDOWN.parse(source)));
    }

    private static String pre(String text) {
        return "<pre>" + escaped(ANSI.matcher(text).replaceAll("")) + "</pre>";
    }

    /** A text that stands in one piece or in lines. */
    private static String text(JsonNode node) {
        return text(node, "");
    }

    private static String text(JsonNode node, String between) {
        var text = new StringBuilder();
        if (node.isArray()) {
            node.forEach(line -> text.append(text.isEmpty() ? "" : between).append(line.asText()));
        } else {
            text.append(node.asText(""));
        }
        // images are as long as they are; the page they are in was bounded before
        return text.length() > LONGEST_TEXT && !BASE64.matcher(text).matches()
                ? text.substring(0, LONGEST_TEXT) + "…"
                : text.toString();
    }

    private static String escaped(String text) {
        var html = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            html.append(ESCAPES.getOrDefault(c, Character.toString(c)));
        }
        return html.toString();
    }

    private static final Map<Character, String> ESCAPES =
            Map.of('&', "&amp;", '<', "&lt;", '>', "&gt;", '"', "&quot;", '\'', "&#39;");
}
