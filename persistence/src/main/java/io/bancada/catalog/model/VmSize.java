package io.bancada.catalog.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A VM size of the catalogue (mission row H1).
 *
 * @param name ARM's name, such as {@code Standard_D2_v2}; compared without regard to case
 * @param family the quota family, such as {@code standardDv2Family}
 * @param resources cores, memory and GPUs that its name promises
 * @param category what it is meant for
 * @param osVhdSizeMiB size of the system disk
 * @param maxResourceVolumeMiB size of the scratch disk
 * @param lowPriorityCapable whether it exists as low priority
 * @param premiumIo whether it has premium disks
 * @param isolated whether it fills a host alone (H5)
 * @param restricted whether its series needs the admin's approval (H1, marked * there)
 * @param supportedComputeTypes ARM compute types that can use it
 * @param pricePerHour example price, dedicated, in US dollars
 * @param lowPriorityPricePerHour example price, low priority
 */
public record VmSize(
        String name,
        String family,
        Resources resources,
        Category category,
        int osVhdSizeMiB,
        int maxResourceVolumeMiB,
        boolean lowPriorityCapable,
        boolean premiumIo,
        boolean isolated,
        boolean restricted,
        List<String> supportedComputeTypes,
        Optional<BigDecimal> pricePerHour,
        Optional<BigDecimal> lowPriorityPricePerHour) {
    /** What a size is meant for, in the words of the source document's table. */
    public enum Category {
        GENERAL_PURPOSE,
        MEMORY_OPTIMIZED,
        COMPUTE_OPTIMIZED,
        HPC,
        GPU
    }

    public VmSize {
        supportedComputeTypes = List.copyOf(supportedComputeTypes);
    }
}
