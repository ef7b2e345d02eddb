package io.bancada.catalog.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.catalog.model.Resources;
import io.bancada.catalog.model.VmSize;
import io.bancada.catalog.model.VmSize.Category;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VmSizeCatalogTest {
    private final VmSizeCatalog catalog = new VmSizeCatalog();

    @Test
    void everyRowIsASizeOfItsOwn() {
        assertThat(catalog.all()).hasSize(140);
        assertThat(catalog.all())
                .extracting(size -> size.name().toLowerCase(Locale.ROOT))
                .doesNotHaveDuplicates();
        assertThat(catalog.families()).hasSize(23).doesNotHaveDuplicates();
    }

    @Test
    void everySizeHasCoresMemoryAndAFamily() {
        assertThat(catalog.all()).allSatisfy(size -> {
            assertThat(size.resources().cores()).isPositive();
            assertThat(size.resources().memoryMiB()).isGreaterThanOrEqualTo(1024);
            assertThat(size.family()).startsWith("standard").endsWith("Family");
            assertThat(size.supportedComputeTypes()).contains("AmlCompute");
            assertThat(size.osVhdSizeMiB()).isPositive();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "Standard_D1, 1, 3584, 0",
        "Standard_D2_v2, 2, 7168, 0",
        "Standard_M8ms, 8, 224000, 0",
        "Standard_ND40rs_v2, 40, 688128, 8"
    })
    void sizesHoldWhatTheirNamePromises(String name, int cores, long memoryMiB, int gpus) {
        assertThat(catalog.get("vmSize", name).resources()).isEqualTo(new Resources(cores, memoryMiB, gpus));
    }

    @ParameterizedTest
    @CsvSource({
        "Standard_D2_v2, GENERAL_PURPOSE",
        "Standard_D2_v3, GENERAL_PURPOSE",
        "Standard_E2a_v4, MEMORY_OPTIMIZED",
        "Standard_E2as_v4, MEMORY_OPTIMIZED",
        "Standard_M8ms, MEMORY_OPTIMIZED",
        "Standard_F2s_v2, COMPUTE_OPTIMIZED",
        "Standard_HC44rs, HPC",
        "Standard_HB60rs, HPC",
        "Standard_NC6, GPU",
        "Standard_NV12s_v3, GPU"
    })
    void sizesAreSortedByWhatTheyAreMeantFor(String name, Category category) {
        assertThat(catalog.get("vmSize", name).category()).isEqualTo(category);
    }

    @Test
    void whateverHasAGpuIsMeantForIt() {
        assertThat(catalog.all())
                .allMatch(size ->
                        (size.category() == Category.GPU) == (size.resources().gpus() > 0));
    }

    @Test
    void theSeriesThatNeedApprovalAreRestricted() {
        assertThat(catalog.all().stream().filter(VmSize::restricted).map(VmSize::family))
                .containsOnly(
                        "standardHBSFamily",
                        "standardHBrsv2Family",
                        "standardHCSFamily",
                        "standardMSFamily",
                        "standardNCSv2Family",
                        "standardNCSv3Family",
                        "standardNDSFamily",
                        "standardNDSv2Family",
                        "standardNVSv3Family");
        assertThat(catalog.get("vmSize", "Standard_NC6").restricted()).isFalse();
        assertThat(catalog.get("vmSize", "Standard_NV6").restricted()).isFalse();
    }

    @Test
    void theFourIsolatedSizesHaveAHostAlone() {
        assertThat(catalog.all().stream().filter(VmSize::isolated).map(VmSize::name))
                .containsExactlyInAnyOrder(
                        "Standard_M128ms", "Standard_F72s_v2", "Standard_NC24s_v3", "Standard_NC24rs_v3");
    }

    @Test
    void namesAreFoundWithoutRegardToCase() {
        assertThat(catalog.find("STANDARD_d2_V2"))
                .hasValueSatisfying(size -> assertThat(size.name()).isEqualTo("Standard_D2_v2"));
    }

    @Test
    void anUnknownSizeIsInvalidAndTheErrorNamesTheField() {
        assertThatThrownBy(() -> catalog.get("properties.vmSize", "Standard_X1"))
                .isInstanceOfSatisfying(BancadaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
                    assertThat(e.target()).contains("properties.vmSize");
                })
                .hasMessageContaining("Standard_X1");
    }

    @Test
    void pricesAreKnownOrNotButNeverNegative() {
        assertThat(catalog.all())
                .allSatisfy(size ->
                        size.pricePerHour().ifPresent(price -> assertThat(price).isPositive()));
        assertThat(catalog.get("vmSize", "Standard_D1").pricePerHour()).isPresent();
    }
}
