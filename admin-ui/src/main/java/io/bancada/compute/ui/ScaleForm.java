package io.bancada.compute.ui;

import io.bancada.compute.model.ScaleSettings;
import io.bancada.compute.service.AmlComputeRequest;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fields of a form that say how far a cluster grows; an empty field counts as the service's default. */
public class ScaleForm implements Serializable {
    private @Nullable Integer min;
    private @Nullable Integer max;
    private @Nullable Long idleSeconds;

    ScaleForm(int min, int max, Duration idle) {
        this.min = min;
        this.max = max;
        this.idleSeconds = idle.toSeconds();
    }

    /** The fields as a new cluster has them. */
    static ScaleForm ofDefaults() {
        return new ScaleForm(0, AmlComputeRequest.DEFAULT_MAX_NODES, ScaleSettings.DEFAULT_IDLE);
    }

    static ScaleForm of(ScaleSettings settings) {
        return new ScaleForm(settings.minNodeCount(), settings.maxNodeCount(), settings.nodeIdleTimeBeforeScaleDown());
    }

    /** Asks for these settings and for nothing else. */
    AmlComputeRequest request() {
        return new AmlComputeRequest(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(min),
                Optional.ofNullable(max),
                Optional.ofNullable(idleSeconds).map(Duration::ofSeconds),
                Optional.empty(),
                Map.of(),
                "{}");
    }

    int least() {
        return Objects.requireNonNullElse(min, 0);
    }

    int most() {
        return Objects.requireNonNullElse(max, 0);
    }

    Duration idle() {
        return Optional.ofNullable(idleSeconds).map(Duration::ofSeconds).orElse(ScaleSettings.DEFAULT_IDLE);
    }

    public @Nullable Integer getMin() {
        return min;
    }

    public void setMin(@Nullable Integer min) {
        this.min = min;
    }

    public @Nullable Integer getMax() {
        return max;
    }

    public void setMax(@Nullable Integer max) {
        this.max = max;
    }

    public @Nullable Long getIdleSeconds() {
        return idleSeconds;
    }

    public void setIdleSeconds(@Nullable Long idleSeconds) {
        this.idleSeconds = idleSeconds;
    }
}
