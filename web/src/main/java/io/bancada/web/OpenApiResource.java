package io.bancada.web;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Anonymous: what this API serves, for client generators and whoever wants to know; it holds nothing of an installation. */
@Path("/openapi.json")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class OpenApiResource {
    private final BeanManager beans;
    private final WebConfig config;
    private volatile @Nullable JsonNode document;

    @Inject
    public OpenApiResource(BeanManager beans, WebConfig config) {
        this.beans = beans;
        this.config = config;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public OpenApiResource() {
        this(null, null);
    }

    @GET
    public JsonNode get() {
        var made = document;
        if (made == null) {
            made = describe();
            document = made;
        }
        return made;
    }

    private JsonNode describe() {
        var served = new ServedOperations();
        var operations = beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(Bean::getBeanClass)
                .filter(type -> type.isAnnotationPresent(Path.class))
                .distinct()
                .flatMap(served::of)
                .toList();
        return new OpenApiDocument().of(operations, config.url());
    }
}
