package io.bancada.role.rest;

import io.bancada.role.service.NamedPrincipal;
import io.bancada.role.service.PrincipalNameService;
import io.bancada.web.ArmContext;
import io.bancada.web.ListResponse;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code az role assignment} and {@code az ad signed-in-user} ask Microsoft Graph, and no more of it. */
@Path("/v1.0")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class GraphResource {
    private static final Pattern USER = Pattern.compile("userPrincipalName eq '(?<name>[^']{1,255})'");
    private static final Pattern CLIENT =
            Pattern.compile("servicePrincipalNames/any\\(c:\\s?c eq '(?<name>[^']{1,255})'\\)");

    private final PrincipalNameService names;
    private final ArmContext arm;

    @Inject
    public GraphResource(PrincipalNameService names, ArmContext arm) {
        this.names = names;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public GraphResource() {
        this(null, null);
    }

    @GET
    @Path("me")
    public DirectoryObjectResponse me() {
        var caller = arm.caller();
        return DirectoryObjectResponse.user(caller.subject(), caller.name(), caller.userName());
    }

    @POST
    @Path("directoryObjects/getByIds")
    @Consumes(MediaType.APPLICATION_JSON)
    public ListResponse<DirectoryObjectResponse> byIds(DirectoryObjectsBody body) {
        return list(names.byIds(arm.caller(), Objects.requireNonNullElse(body.ids(), List.of())));
    }

    @GET
    @Path("users")
    public ListResponse<DirectoryObjectResponse> users() {
        return list(names.person(arm.caller(), asked(USER)).stream().toList());
    }

    @GET
    @Path("servicePrincipals")
    public ListResponse<DirectoryObjectResponse> clients() {
        return list(names.client(arm.caller(), asked(CLIENT)).stream().toList());
    }

    /** The name in the one filter that az sends; empty for any other, which the service refuses. */
    private Optional<String> asked(Pattern known) {
        return arm.query("$filter").map(known::matcher).filter(Matcher::matches).map(m -> m.group("name"));
    }

    private static ListResponse<DirectoryObjectResponse> list(Collection<NamedPrincipal> found) {
        return new ListResponse<>(
                found.stream().map(DirectoryObjectResponse::from).toList(), null);
    }
}
