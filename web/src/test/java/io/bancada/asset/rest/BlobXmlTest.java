package io.bancada.asset.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.asset.service.Blob;
import io.bancada.asset.service.BlobException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobXmlTest {
    @Test
    void blockListIsReadInItsOrder() {
        assertThat(blockIds("<?xml version='1.0' encoding='utf-8'?><BlockList><Latest>YQ==</Latest>"
                        + "<Uncommitted>Yg==</Uncommitted><Latest> YQ== </Latest></BlockList>"))
                .containsExactly("YQ==", "Yg==", "YQ==");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no xml",
                "<BlockList><Latest>YQ==</Latest>",
                "<!DOCTYPE b [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><BlockList><Latest>&x;</Latest></BlockList>",
                "<!DOCTYPE b [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><BlockList><Latest>&b;</Latest></BlockList>",
                "<!DOCTYPE b SYSTEM 'http://127.0.0.1:9/x.dtd'><BlockList><Latest>YQ==</Latest></BlockList>"
            })
    void whatIsNoPlainBlockListIsRefused(String body) {
        assertThatThrownBy(() -> blockIds(body))
                .isInstanceOfSatisfying(
                        BlobException.class, e -> assertThat(e.code()).isEqualTo("InvalidXmlDocument"));
    }

    @Test
    void listThatIsTooLongIsRefused() {
        var body = "<BlockList>" + "<Latest>YQ==</Latest>".repeat(50_001) + "</BlockList>";
        assertThatThrownBy(() -> blockIds(body))
                .isInstanceOfSatisfying(
                        BlobException.class, e -> assertThat(e.code()).isEqualTo("BlockListTooLong"));
    }

    @Test
    void namesInAListAreEscaped() {
        var blob = new Blob("a&<b>.py", 3, Instant.parse("2026-01-02T03:04:05Z"));

        var xml = BlobXml.list("https://localhost/blobs/", "u1", "", List.of(blob), "");

        assertThat(xml)
                .contains("<Name>a&amp;&lt;b&gt;.py</Name>")
                .contains("<Content-Length>3</Content-Length>")
                .contains("<Last-Modified>Fri, 02 Jan 2026 03:04:05 GMT</Last-Modified>");
    }

    @Test
    void errorNamesItsCode() {
        assertThat(BlobXml.error("BlobNotFound", "There is <none>."))
                .contains("<Error><Code>BlobNotFound</Code><Message>There is &lt;none&gt;.</Message></Error>");
    }

    private static List<String> blockIds(String body) {
        return BlobXml.blockIds(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
}
