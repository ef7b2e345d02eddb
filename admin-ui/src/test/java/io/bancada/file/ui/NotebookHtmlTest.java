package io.bancada.file.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a notebook, a hostile one least of all as its author meant it. */
class NotebookHtmlTest {
    private static final String PIXEL = "iVBORw0KGgo=";

    @Test
    void cellsAreShownAsTheirKindsAre() {
        var html = html("""
                {"cell_type": "markdown", "source": ["# Title\\n", "a **bold** [link](https://example.org) | x\\n"]},
                {"cell_type": "markdown", "source": "|a|b|\\n|-|-|\\n|1|2|"},
                {"cell_type": "code", "execution_count": 3, "source": "print('<1>')", "outputs": [
                  {"output_type": "stream", "name": "stdout", "text": ["<1>\\n"]},
                  {"output_type": "execute_result", "data": {"text/plain": "plain", "text/html": "<table><tr><td>cell</td></tr></table>"}},
                  {"output_type": "display_data", "data": {"image/png": "%s\\n", "text/plain": "not this"}},
                  {"output_type": "error", "traceback": ["\\u001b[0;31mValueError\\u001b[0m", "line 2"]}]},
                {"cell_type": "raw", "source": "raw & plain"}
                """.formatted(PIXEL));

        assertThat(html)
                .contains(
                        "<h1>Title</h1>",
                        "<strong>bold</strong>",
                        "href=\"https://example.org\"",
                        "target=\"_blank\"",
                        "noopener",
                        "<td>1</td>",
                        "[3]",
                        "print(&#39;&lt;1&gt;&#39;)",
                        "<pre>&lt;1&gt;\n</pre>",
                        "<td>cell</td>",
                        "src=\"data:image/png;base64," + PIXEL + "\"",
                        "<pre>ValueError\nline 2</pre>",
                        "<pre>raw &amp; plain</pre>")
                .doesNotContain("not this", ">plain</pre>", "\u001b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>parent.x=1</script>",
                "<img src=x onerror=alert(1)>",
                "<svg onload=alert(1)><script>1</script></svg>",
                "<iframe src=https://evil.example></iframe>",
                "<a href='javascript:alert(1)' onclick=alert(1)>x</a>",
                "<form action=https://evil.example><input name=p type=password></form>",
                "<meta http-equiv=refresh content='0;url=https://evil.example'>",
                "<style>@import url(https://evil.example)</style>",
                "<base href=https://evil.example>",
                "<link rel=stylesheet href=https://evil.example>",
                "<object data=x></object><embed src=x>",
                "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
                "</pre></div><script>1</script>",
                "[x](javascript:alert(1)) ![x](javascript:alert(1))",
                "<div style='position:fixed;inset:0'>over all</div>"
            })
    void nothingHostileComesThrough(String hostile) {
        var text = hostile.replace("\"", "\\\"");
        var html = html("""
                {"cell_type": "markdown", "source": "%1$s"},
                {"cell_type": "raw", "source": "%1$s"},
                {"cell_type": "%1$s", "source": "%1$s"},
                {"cell_type": "code", "execution_count": "%1$s", "source": "%1$s", "outputs": [
                  {"output_type": "stream", "text": "%1$s"},
                  {"output_type": "error", "evalue": "%1$s", "traceback": ["%1$s"]},
                  {"output_type": "display_data", "data": {"text/html": "%1$s"}},
                  {"output_type": "display_data", "data": {"text/markdown": "%1$s"}},
                  {"output_type": "display_data", "data": {"image/png": "x\\" onerror=\\"alert(1)", "text/plain": "%1$s"}},
                  {"output_type": "display_data", "data": {"image/svg+xml": "%1$s"}},
                  {"output_type": "display_data", "data": {"application/javascript": "%1$s"}}]}
                """.formatted(text));

        var tags = html.replaceAll("(?s)[^<]*(<[^>]*>)?", "$1").toLowerCase(Locale.ROOT);
        assertThat(tags)
                .doesNotContain(
                        "<script",
                        "<svg",
                        "<iframe",
                        "<form",
                        "<input",
                        "<meta",
                        "<style",
                        "<base",
                        "<link",
                        "<object",
                        "<embed",
                        "<math",
                        "javascript:",
                        " on",
                        "style=",
                        "src=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"cells\": 1}", "<html>"})
    void whatIsNoNotebookSaysSo(String content) {
        assertThat(NotebookHtml.of(content.getBytes(StandardCharsets.UTF_8), "no <notebook>"))
                .isEqualTo("<p class=\"note\">no &lt;notebook&gt;</p>");
    }

    @Test
    void titleAndLanguageStayWhereTheyBelong() {
        assertThat(NotebookHtml.page("en\"><script>", "dark", "</title><script>", ""))
                .doesNotContain("<script")
                .contains("data-theme=\"dark\"");
    }

    private static String html(String cells) {
        return NotebookHtml.of(
                ("{\"nbformat\": 4, \"cells\": [" + cells + "]}").getBytes(StandardCharsets.UTF_8), "unreadable");
    }
}
