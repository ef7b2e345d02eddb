package io.bancada.job.rest;

import io.bancada.audit.rest.EventResponse;
import io.bancada.job.model.JobDetails;
import io.bancada.job.service.JobService;
import io.bancada.web.Answers;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import io.bancada.web.ListResponse;
import io.bancada.web.WebConfig;
import io.bancada.workspace.service.Installation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Jobs: command jobs. */
@Path(ArmPaths.WORKSPACE + "/jobs")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class JobsResource {
    private final JobService jobs;
    private final Installation installation;
    private final WebConfig config;
    private final ArmContext arm;

    @Inject
    public JobsResource(JobService jobs, Installation installation, WebConfig config, ArmContext arm) {
        this.jobs = jobs;
        this.installation = installation;
        this.config = config;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public JobsResource() {
        this(null, null, null, null);
    }

    @GET
    public ListResponse<JobResponse> list() {
        var query = JobQuery.of(arm);
        return arm.list(
                query.narrow(jobs.list(arm.caller(), arm.workspace(), query.filter(), arm.page())), this::response);
    }

    @GET
    @Path("{id}")
    public JobResponse get() {
        return response(jobs.get(arm.caller(), arm.workspace(), name()));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Answers(JobResponse.class)
    public Response put(JobRequest request) {
        var submitted = jobs.put(arm.caller(), arm.workspace(), name(), request.command(arm.workspace(), name()));
        return Response.status(submitted.created() ? Response.Status.CREATED : Response.Status.OK)
                .entity(response(submitted.job()))
                .build();
    }

    @POST
    @Path("{id}/cancel")
    public Response cancel() {
        return arm.accepted(jobs.cancel(arm.caller(), arm.workspace(), name()), installation.location());
    }

    @DELETE
    @Path("{id}")
    public Response delete() {
        var was = jobs.delete(arm.caller(), arm.workspace(), name());
        return Response.status(was ? Response.Status.OK : Response.Status.NO_CONTENT)
                .build();
    }

    @GET
    @Path("{id}/history")
    public ListResponse<EventResponse> history() {
        return arm.list(jobs.history(arm.caller(), arm.workspace(), name(), arm.page()), EventResponse::from);
    }

    private String name() {
        return arm.path("id");
    }

    private JobResponse response(JobDetails job) {
        return JobResponse.from(config.url(), job);
    }
}
