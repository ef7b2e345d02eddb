package io.bancada.catalog.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.bancada.catalog.model.VmSize;
import io.bancada.catalog.service.VmSizeOffer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * ARM's VirtualMachineSize, and beside it what ARM does not say.
 *
 * @param bancada whether the location offers it, why not, and what a node of it gets there
 */
record VmSizeResponse(
        String name,
        String family,
        @JsonProperty("vCPUs") int vCpus,
        int gpus,
        @JsonProperty("osVhdSizeMB") int osVhdSizeMb,
        @JsonProperty("maxResourceVolumeMB") int maxResourceVolumeMb,
        @JsonProperty("memoryGB") double memoryGb,
        boolean lowPriorityCapable,
        @JsonProperty("premiumIO") boolean premiumIo,
        @JsonProperty("estimatedVMPrices") @Nullable Prices estimatedVmPrices,
        List<String> supportedComputeTypes,
        Offer bancada) {
    record Prices(String billingCurrency, String unitOfMeasure, List<Price> values) {}

    record Price(BigDecimal retailPrice, String osType, String vmTier) {}

    record Offer(boolean available, @Nullable String reason, String category, int cores, long memoryMiB, int gpus) {}

    private static final double MIB_PER_GIB = 1024;

    static VmSizeResponse from(VmSizeOffer o) {
        var size = o.size();
        return new VmSizeResponse(
                size.name(),
                size.family(),
                size.resources().cores(),
                size.resources().gpus(),
                size.osVhdSizeMiB(),
                size.maxResourceVolumeMiB(),
                size.resources().memoryMiB() / MIB_PER_GIB,
                size.lowPriorityCapable(),
                size.premiumIo(),
                prices(size),
                size.supportedComputeTypes(),
                new Offer(
                        o.available(),
                        o.reason().isEmpty() ? null : o.reason().english(),
                        size.category().name(),
                        o.worth().cores(),
                        o.worth().memoryMiB(),
                        o.worth().gpus()));
    }

    private static @Nullable Prices prices(VmSize size) {
        var values = Stream.of(
                        price(size.pricePerHour(), "Standard"), price(size.lowPriorityPricePerHour(), "LowPriority"))
                .flatMap(Optional::stream)
                .toList();
        return values.isEmpty() ? null : new Prices("USD", "OneHour", values);
    }

    private static Optional<Price> price(Optional<BigDecimal> perHour, String tier) {
        return perHour.map(p -> new Price(p, "Linux", tier));
    }
}
