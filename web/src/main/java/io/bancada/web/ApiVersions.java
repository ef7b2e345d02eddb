package io.bancada.web;

import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which api-versions a path accepts. All of one family have one set of shapes. */
public final class ApiVersions {
    /** What our own links name where the client named nothing. */
    static final String NEWEST = "2024-04-01";

    /** Those of the machine-learning API, newest first. */
    public static final List<String> MACHINE_LEARNING = List.of(NEWEST, "2023-10-01", "2023-04-01", "2022-10-01");

    /** Those that az and the SDKs send for subscriptions, resource groups and providers. */
    private static final List<String> RESOURCE_MANAGER = List.of(
            "2025-03-01",
            "2024-11-01",
            "2024-07-01",
            "2024-03-01",
            "2023-07-01",
            "2022-12-01",
            "2022-09-01",
            "2022-01-01",
            "2021-04-01",
            "2021-01-01",
            "2020-10-01",
            "2020-06-01",
            "2020-01-01",
            "2019-11-01",
            "2019-10-01",
            "2019-08-01",
            "2019-06-01",
            "2019-05-10",
            "2019-05-01",
            "2018-05-01",
            "2017-05-10",
            "2016-06-01",
            "2015-01-01");

    /** Those of locks; all have the same shapes. */
    private static final List<String> LOCKS = List.of("2020-05-01", "2017-04-01", "2016-09-01", "2015-01-01");

    private static final Pattern LOCKS_PATH = Pattern.compile(".*/providers/microsoft\\.authorization/locks(/[^/]+)?");

    /** Those that az and the SDKs send for roles. */
    private static final List<String> AUTHORIZATION = List.of(
            "2022-05-01-preview",
            "2022-04-01",
            "2021-04-01-preview",
            "2020-10-01-preview",
            "2020-08-01-preview",
            "2020-04-01-preview",
            "2018-09-01-preview",
            "2018-07-01",
            "2018-01-01-preview",
            "2017-10-01-preview",
            "2015-07-01");

    private static final Pattern AUTHORIZATION_PATH = Pattern.compile(
            "/subscriptions/.+/providers/microsoft\\.authorization/role(definitions|assignments)(/[^/]+)?");

    private static final Pattern RESOURCE_MANAGER_PATH = Pattern.compile(
            ".*/providers/microsoft\\.resources/deployments(/.*)?|/subscriptions(/[^/]+(/(locations|resources|resourcegroups(/[^/]+(/resources)?)?|providers(/microsoft\\.machinelearningservices)?))?)?");

    private ApiVersions() {}

    /**
     * Goes on only with a version that the path accepts.
     *
     * @throws BancadaException 400 naming those
     */
    static void require(String path, Optional<String> version) {
        var supported = supported(path);
        var names = String.join(", ", supported);
        var given = version.orElseThrow(() -> new BancadaException(
                ErrorCode.MISSING_API_VERSION,
                "api-version",
                "The api-version query parameter (?api-version=) is required for all requests; supported are " + names
                        + "."));
        if (!supported.contains(given)) {
            throw new BancadaException(
                    ErrorCode.INVALID_API_VERSION,
                    "api-version",
                    "The api-version '" + given + "' is not supported here; supported are " + names + ".");
        }
    }

    /** Those that a path accepts, newest first. */
    static List<String> supported(String path) {
        var plain = path.toLowerCase(Locale.ROOT);
        if (AUTHORIZATION_PATH.matcher(plain).matches()) {
            return both(AUTHORIZATION);
        }
        if (LOCKS_PATH.matcher(plain).matches()) {
            return both(LOCKS);
        }
        return RESOURCE_MANAGER_PATH.matcher(plain).matches() ? both(RESOURCE_MANAGER) : MACHINE_LEARNING;
    }

    private static List<String> both(List<String> others) {
        return Stream.concat(MACHINE_LEARNING.stream(), others.stream()).toList();
    }
}
