package io.bancada.person.rest;

import io.bancada.person.service.PersonService;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import io.bancada.web.ListResponse;
import io.bancada.workspace.service.Installation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Whom something can be given to in a workspace, which with Azure is another service's to say. */
@Path(ArmPaths.WORKSPACE + "/people")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class PeopleResource {
    private final PersonService people;
    private final Installation installation;
    private final ArmContext arm;

    @Inject
    public PeopleResource(PersonService people, Installation installation, ArmContext arm) {
        this.people = people;
        this.installation = installation;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public PeopleResource() {
        this(null, null, null);
    }

    @GET
    public ListResponse<PersonResponse> search() {
        var tenant = installation.tenant().toString();
        var found =
                people.search(arm.caller(), arm.workspace(), arm.query("search").orElse(""));
        return new ListResponse<>(
                found.stream().map(p -> PersonResponse.from(p, tenant)).toList(), null);
    }
}
