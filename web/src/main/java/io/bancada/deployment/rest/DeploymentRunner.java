package io.bancada.deployment.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.access.model.Caller;
import io.bancada.deployment.service.DeploymentDetails;
import io.bancada.deployment.service.DeploymentName;
import io.bancada.deployment.service.DeploymentService;
import io.bancada.deployment.service.DeploymentStep;
import io.bancada.deployment.service.References;
import io.bancada.deployment.service.TemplateDeployment;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Carries deployments out: one resource after the other, through the services that the API calls, in the name of whoever
 * deploys. It holds no thread while it waits. What is under way lives in memory, since it knows secure parameters; a
 * deployment whose server ends says so, and is simply deployed again.
 */
@ApplicationScoped
public class DeploymentRunner {
    private static final Logger LOG = Logger.getLogger(DeploymentRunner.class);
    private static final int MOST = 50;
    private static final long POLL_MILLIS = 1_000;
    private static final Duration LONGEST = Duration.ofHours(2);

    private final AtomicInteger underWay = new AtomicInteger();
    private final DeploymentService deployments;
    private final Deployables deployables;
    private final Clock clock;

    @Resource
    private ManagedScheduledExecutorService executor;

    @Inject
    @SuppressWarnings("NullAway.Init")
    public DeploymentRunner(DeploymentService deployments, Deployables deployables, Clock clock) {
        this.deployments = deployments;
        this.deployables = deployables;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected DeploymentRunner() {
        this(null, null, null);
    }

    /**
     * Goes on only while there is room for one more.
     *
     * @throws BancadaException 429
     */
    void requireRoom() {
        if (underWay.get() >= MOST) {
            throw new BancadaException(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "deploymentName",
                    "There are " + MOST + " deployments under way; wait for one of them.");
        }
    }

    /** Begins to carry a deployment out; returns at once. */
    void start(Caller caller, DeploymentName name, DeploymentDetails row, TemplateDeployment plan) {
        underWay.incrementAndGet();
        submit(new Run(caller, name, row, plan), 0);
    }

    private void submit(Run run, long delayMillis) {
        try {
            var unused = executor.schedule(() -> carryOn(run), delayMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            underWay.decrementAndGet(); // the server stops; the deployment is found abandoned
        }
    }

    private void carryOn(Run run) {
        var goesOn = false;
        try {
            goesOn = run.advance();
        } catch (BancadaException e) {
            run.fail(e.code().arm(), e.why().orElseGet(() -> Message.text(String.valueOf(e.getMessage()))));
        } catch (References.Needed e) {
            run.fail(ErrorCode.NOT_FOUND.arm(), Message.of("deployment.noReference", e.id()));
        } catch (RuntimeException e) {
            LOG.errorf(e, "deployment %s failed", run.row.id());
            run.fail(
                    ErrorCode.INTERNAL.arm(),
                    Message.of("deployment.broken", run.row.id().toString()));
        } finally {
            if (goesOn) {
                submit(run, POLL_MILLIS);
            } else {
                underWay.decrementAndGet();
            }
        }
    }

    /** One deployment that is under way. */
    private final class Run {
        private final Caller caller;
        private final DeploymentName name;
        private final DeploymentDetails row;
        private final TemplateDeployment plan;
        private final References references;
        private final List<DeploymentStep> steps;
        private int at;
        private boolean asked;

        private Run(Caller caller, DeploymentName name, DeploymentDetails row, TemplateDeployment plan) {
            this.caller = caller;
            this.name = name;
            this.row = row;
            this.plan = plan;
            this.references = deployables.references(caller, name, plan);
            this.steps = new ArrayList<>(row.steps());
        }

        /** Does what can be done now; returns whether there is more to do later. */
        private boolean advance() {
            if (row.startedAt().plus(LONGEST).isBefore(clock.instant())) {
                fail(ErrorCode.INTERNAL.arm(), Message.of("deployment.tooLong", LONGEST.toHours()));
                return false;
            }
            while (at < steps.size()) {
                if (!asked) {
                    become("Running", "", "");
                }
                if (!deployments.advance(row.id(), steps)) {
                    return false;
                }
                if (!isThere()) {
                    return true;
                }
                become("Succeeded", "", "");
                at++;
                asked = false;
            }
            if (deployments.advance(row.id(), steps)) {
                deployments.succeed(row.id(), plan.outputs(references));
            }
            return false;
        }

        private boolean isThere() {
            var resource = plan.resources().get(at);
            var shown = asked
                    ? deployables
                            .find(caller, name, resource)
                            .orElseThrow(() -> BancadaException.notFound(resource.id()))
                    : deployables.put(caller, name, resource, plan.body(at, references));
            asked = true;
            return switch (shown.at("/properties/provisioningState").asText()) {
                case "Creating", "Updating", "Accepted", "Running" -> false;
                case "Failed", "Canceled", "Deleting" -> throw failed(resource.id(), shown);
                default -> true;
            };
        }

        private BancadaException failed(String id, JsonNode shown) {
            var why = shown.at("/properties/provisioningErrors/0/error/message").asText();
            return BancadaException.conflict(id, why.isEmpty() ? "It could not be made." : why);
        }

        private void become(String state, String code, String message) {
            steps.set(at, steps.get(at).become(state, code, message, clock.instant()));
        }

        private void fail(String code, Message why) {
            if (at < steps.size()) {
                become("Failed", code, why.english());
                deployments.advance(row.id(), steps);
            }
            deployments.fail(row.id(), code, why);
        }
    }
}
