package io.bancada.compute.model;

import io.bancada.catalog.model.VmPriority;
import io.bancada.workspace.model.SampleWorkspace;
import java.time.Duration;

/** Clusters for tests. */
public final class ComputeBuilder {
    private int min;
    private int max = 4;

    private ComputeBuilder() {}

    public static ComputeBuilder aCluster() {
        return new ComputeBuilder();
    }

    public ComputeBuilder nodes(int newMin, int newMax) {
        min = newMin;
        max = newMax;
        return this;
    }

    /** {@code cpu}, just asked for. */
    public AmlCompute creating() {
        return new AmlCompute(
                SampleWorkspace.main(),
                "cpu",
                "Standard_D2_v2",
                VmPriority.Dedicated,
                new ScaleSettings(min, max, Duration.ofMinutes(2)),
                "ana",
                "Ana",
                SampleWorkspace.AT);
    }

    /** {@code cpu}, as asked. */
    public AmlCompute succeeded() {
        var compute = creating();
        compute.settled();
        return compute;
    }
}
