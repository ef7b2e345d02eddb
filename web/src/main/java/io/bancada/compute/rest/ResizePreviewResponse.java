package io.bancada.compute.rest;

import io.bancada.catalog.model.VmPriority;
import io.bancada.compute.service.ResizePreview;
import java.util.List;
import java.util.stream.IntStream;

/** What another size of an instance would take of the quota. */
record ResizePreviewResponse(
        String vmSize, int cores, String targetVMSize, int targetCores, boolean fits, List<Line> quotas) {
    record Line(String family, VmPriority priority, long currentValue, long nextValue, long limit) {}

    static ResizePreviewResponse from(ResizePreview p) {
        return new ResizePreviewResponse(
                p.now().name(),
                p.now().resources().cores(),
                p.target().size().name(),
                p.target().size().resources().cores(),
                p.fits(),
                IntStream.range(0, p.before().size())
                        .mapToObj(i -> {
                            var line = p.before().get(i);
                            return new Line(
                                    line.family(),
                                    line.priority(),
                                    line.used(),
                                    p.after().get(i).used(),
                                    line.limit());
                        })
                        .toList());
    }
}
