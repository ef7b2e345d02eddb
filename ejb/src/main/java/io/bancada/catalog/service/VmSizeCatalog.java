package io.bancada.catalog.service;

import io.bancada.catalog.model.Resources;
import io.bancada.catalog.model.VmSize;
import io.bancada.catalog.model.VmSize.Category;
import io.bancada.error.BancadaException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every VM size that the product knows by name (H1); what a location offers of them is another question. */
@ApplicationScoped
public class VmSizeCatalog {
    private static final int OS_VHD_MIB = 1_047_552;
    private static final Set<String> RESTRICTED = Set.of("HB", "HBv2", "HC", "M", "NCv2", "NCv3", "ND", "NDv2", "NVv3");
    /** H5: alone on their host. The catalogue's sources do not say so. */
    private static final Set<String> ISOLATED =
            Set.of("Standard_M128ms", "Standard_F72s_v2", "Standard_NC24s_v3", "Standard_NC24rs_v3");

    private static final Map<String, Category> CATEGORY = Map.ofEntries(
            Map.entry("D", Category.GENERAL_PURPOSE),
            Map.entry("DDSv4", Category.GENERAL_PURPOSE),
            Map.entry("DSv2", Category.GENERAL_PURPOSE),
            Map.entry("DSv3", Category.GENERAL_PURPOSE),
            Map.entry("Dv2", Category.GENERAL_PURPOSE),
            Map.entry("Dv3", Category.GENERAL_PURPOSE),
            Map.entry("EASv4", Category.MEMORY_OPTIMIZED),
            Map.entry("Eav4", Category.MEMORY_OPTIMIZED),
            Map.entry("Ev3", Category.MEMORY_OPTIMIZED),
            Map.entry("M", Category.MEMORY_OPTIMIZED),
            Map.entry("FSv2", Category.COMPUTE_OPTIMIZED),
            Map.entry("H", Category.HPC),
            Map.entry("HB", Category.HPC),
            Map.entry("HBv2", Category.HPC),
            Map.entry("HC", Category.HPC));

    private final List<VmSize> sizes;
    private final Map<String, VmSize> byName = new HashMap<>();

    public VmSizeCatalog() {
        try (var in = new BufferedReader(new InputStreamReader(
                VmSizeCatalog.class.getResourceAsStream("/io/bancada/catalog/vm-sizes.csv"), StandardCharsets.UTF_8))) {
            var header = Arrays.asList(in.readLine().split(",", -1));
            sizes = in.lines().map(line -> size(header, line.split(",", -1))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sizes.forEach(s -> byName.put(s.name().toLowerCase(Locale.ROOT), s));
    }

    /** All sizes, in catalogue order. */
    public List<VmSize> all() {
        return sizes;
    }

    /** All families, in catalogue order. */
    public List<String> families() {
        return sizes.stream().map(VmSize::family).distinct().toList();
    }

    public Optional<VmSize> find(String name) {
        return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
    }

    /**
     * The size with this name, without regard to case.
     *
     * @param field the request's field, for the error
     * @throws BancadaException 400 for a name that is not in the catalogue
     */
    public VmSize get(String field, String name) {
        return find(name)
                .orElseThrow(() -> BancadaException.invalid(
                        field, "'" + name + "' is no VM size; the location's vmSizes lists those that there are."));
    }

    private static VmSize size(List<String> header, String[] row) {
        var series = cell(header, row, "series");
        var gpus = Integer.parseInt(cell(header, row, "gpus").isEmpty() ? "0" : cell(header, row, "gpus"));
        var isolated = ISOLATED.contains(cell(header, row, "name"));
        var types = cell(header, row, "supportedComputeTypes");
        var lowPriority = cell(header, row, "lowPriorityCapable");
        return new VmSize(
                cell(header, row, "name"),
                cell(header, row, "family"),
                new Resources(
                        Integer.parseInt(cell(header, row, "vCPUs")),
                        new BigDecimal(cell(header, row, "memoryGB"))
                                .multiply(BigDecimal.valueOf(1024))
                                .longValue(),
                        gpus),
                gpus > 0 ? Category.GPU : CATEGORY.getOrDefault(series, Category.GENERAL_PURPOSE),
                number(cell(header, row, "osVhdMB"), OS_VHD_MIB),
                number(cell(header, row, "maxResourceVolumeMB"), 0),
                lowPriority.isEmpty() ? !isolated : Boolean.parseBoolean(lowPriority),
                Boolean.parseBoolean(cell(header, row, "premiumIO")),
                isolated,
                RESTRICTED.contains(series),
                types.isEmpty() ? List.of("AmlCompute", "ComputeInstance") : List.of(types.split("\\|", -1)),
                price(cell(header, row, "linuxPriceUSDhour")),
                price(cell(header, row, "linuxLowPriorityPriceUSDhour")));
    }

    private static String cell(List<String> header, String[] row, String column) {
        return row[header.indexOf(column)].strip();
    }

    private static int number(String cell, int whenEmpty) {
        return cell.isEmpty() ? whenEmpty : Integer.parseInt(cell);
    }

    private static Optional<BigDecimal> price(String cell) {
        return cell.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(cell));
    }
}
