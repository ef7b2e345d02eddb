package io.bancada.operation.rest;

import io.bancada.web.Answers;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Whether the product can work: it can while its database answers. Anonymous, and tells nothing else. */
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class HealthResource {
    private static final Logger LOG = Logger.getLogger(HealthResource.class);
    private static final int PATIENCE_SECONDS = 2;

    @Resource(lookup = "java:jboss/datasources/BancadaDS")
    private DataSource database;

    /** The state in one word. */
    record Health(String status) {}

    @GET
    @Answers(Health.class)
    public Response health() {
        return answers()
                ? Response.ok(new Health("UP")).build()
                : Response.status(Response.Status.SERVICE_UNAVAILABLE)
                        .header("Retry-After", PATIENCE_SECONDS)
                        .entity(new Health("DOWN"))
                        .build();
    }

    private boolean answers() {
        try (var connection = database.getConnection()) {
            return connection.isValid(PATIENCE_SECONDS);
        } catch (SQLException e) {
            LOG.warnf("the database does not answer: %s", e.getMessage());
            return false;
        }
    }
}
