package io.bancada.web;

import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Reads JSON bodies, up to the size that the configuration allows. */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class JsonReader implements MessageBodyReader<Object> {
    private final WebConfig config;

    @Inject
    public JsonReader(WebConfig config) {
        this.config = config;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public JsonReader() {
        this(null);
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type != InputStream.class && type != byte[].class;
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        var most = config.maxJsonBytes();
        var bytes = body.readNBytes(most + 1);
        if (bytes.length > most) {
            throw new BancadaException(
                    ErrorCode.TOO_LARGE, "body", "The body is larger than " + most + " bytes; send less.");
        }
        if (bytes.length == 0) {
            throw new BancadaException(ErrorCode.INVALID_CONTENT, "body", "The body is empty; send a JSON object.");
        }
        return StrictJson.read(bytes, generic);
    }
}
