package io.bancada.job.ui;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Fields of the form of a new job, as a person types them. */
public class JobInputs implements Serializable {
    private String code = "";
    private String command = "";
    private String compute = "";
    private @Nullable Integer instances = 1;
    private String displayName = "";
    private String experiment = "Default";
    private String variables = "";
    private @Nullable Integer timeoutMinutes;

    JobInputs() {}

    /** Fills the fields from a job that was submitted before. */
    void take(JobForm earlier) {
        command = earlier.command();
        code = earlier.codeId();
        compute = earlier.computeId().substring(earlier.computeId().lastIndexOf('/') + 1);
        instances = earlier.instances();
        displayName = earlier.displayName();
        experiment = earlier.experiment().isEmpty() ? experiment : earlier.experiment();
        variables = earlier.variables().entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining("\n"));
        timeoutMinutes = earlier.timeout().map(t -> (int) t.toMinutes()).orElse(null);
    }

    /**
     * What the fields say.
     *
     * @param computeId ARM id of the chosen compute
     * @return empty when the environment variables cannot be read
     */
    Optional<JobForm> form(String computeId) {
        return JobForm.variables(variables)
                .map(environment -> new JobForm(
                        computeId,
                        command.replace("\r\n", "\n").strip(),
                        code,
                        displayName,
                        experiment,
                        nodes(),
                        environment,
                        Optional.ofNullable(timeoutMinutes).map(Duration::ofMinutes)));
    }

    int nodes() {
        return Objects.requireNonNullElse(instances, 1);
    }

    public String getCode() {
        return code;
    }

    public void setCode(String code) {
        this.code = code;
    }

    public String getCommand() {
        return command;
    }

    public void setCommand(String command) {
        this.command = command;
    }

    public String getCompute() {
        return compute;
    }

    public void setCompute(String compute) {
        this.compute = compute;
    }

    public @Nullable Integer getInstances() {
        return instances;
    }

    public void setInstances(@Nullable Integer instances) {
        this.instances = instances;
    }

    public String getDisplayName() {
        return displayName;
    }

    public void setDisplayName(String displayName) {
        this.displayName = displayName;
    }

    public String getExperiment() {
        return experiment;
    }

    public void setExperiment(String experiment) {
        this.experiment = experiment;
    }

    public String getVariables() {
        return variables;
    }

    public void setVariables(String variables) {
        this.variables = variables;
    }

    public @Nullable Integer getTimeoutMinutes() {
        return timeoutMinutes;
    }

    public void setTimeoutMinutes(@Nullable Integer timeoutMinutes) {
        this.timeoutMinutes = timeoutMinutes;
    }
}
