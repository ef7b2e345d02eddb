package io.bancada.asset.rest;

import io.bancada.asset.service.Blob;
import io.bancada.asset.service.BlobException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The XML bodies of Azure's blob service. What comes in may have no document type and no entities (S29). */
final class BlobXml {
    private static final int LARGEST_LIST = 8 << 20;
    private static final int MOST_BLOCKS = 50_000;
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private BlobXml() {}

    /** The ids of a Put Block List body, in order. */
    static List<String> blockIds(InputStream body) {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        var ids = new ArrayList<String>();
        try {
            var bytes = body.readNBytes(LARGEST_LIST + 1);
            if (bytes.length > LARGEST_LIST) {
                throw new BlobException(413, "RequestBodyTooLarge", "The block list is too long.");
            }
            var xml = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                    throw invalid();
                }
                if (event == XMLStreamConstants.START_ELEMENT
                        && List.of("Latest", "Uncommitted", "Committed").contains(xml.getLocalName())) {
                    ids.add(xml.getElementText().strip());
                }
                if (ids.size() > MOST_BLOCKS) {
                    throw new BlobException(400, "BlockListTooLong", "A blob has at most " + MOST_BLOCKS + " blocks.");
                }
            }
            return ids;
        } catch (XMLStreamException e) {
            throw invalid();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String error(String code, String message) {
        return write(xml -> {
            xml.writeStartElement("Error");
            text(xml, "Code", code);
            text(xml, "Message", message);
            xml.writeEndElement();
        });
    }

    /**
     * EnumerationResults of List Blobs.
     *
     * @param next the marker of the next page, empty on the last
     */
    static String list(String endpoint, String container, String prefix, List<Blob> blobs, String next) {
        return write(xml -> {
            xml.writeStartElement("EnumerationResults");
            xml.writeAttribute("ServiceEndpoint", endpoint);
            xml.writeAttribute("ContainerName", container);
            text(xml, "Prefix", prefix);
            xml.writeStartElement("Blobs");
            for (var blob : blobs) {
                xml.writeStartElement("Blob");
                text(xml, "Name", blob.name());
                xml.writeStartElement("Properties");
                text(xml, "Last-Modified", httpDate(blob.modified()));
                text(xml, "Etag", blob.etag().replace("\"", ""));
                text(xml, "Content-Length", Long.toString(blob.bytes()));
                text(xml, "Content-Type", "application/octet-stream");
                text(xml, "BlobType", "BlockBlob");
                xml.writeEndElement();
                xml.writeEndElement();
            }
            xml.writeEndElement();
            text(xml, "NextMarker", next);
            xml.writeEndElement();
        });
    }

    static String httpDate(Instant at) {
        return HTTP_DATE.format(at);
    }

    private static void text(XMLStreamWriter xml, String element, String text) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private static String write(Body body) {
        var out = new StringWriter();
        try {
            var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("utf-8", "1.0");
            body.to(xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("no XML can be written", e);
        }
        return out.toString();
    }

    private static BlobException invalid() {
        return new BlobException(400, "InvalidXmlDocument", "The XML is not a block list.");
    }

    private interface Body {
        void to(XMLStreamWriter xml) throws XMLStreamException;
    }
}
