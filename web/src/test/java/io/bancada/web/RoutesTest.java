package io.bancada.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    private static final String WORKSPACE =
            "/subscriptions/S/resourceGroups/Rg/providers/Microsoft.MachineLearningServices/workspaces/Ws";

    private final Routes routes = new Routes();

    @Test
    void fixedSegmentsMatchInAnyCaseAndNamesKeepTheirs() {
        var route = routes.find(
                "/SUBSCRIPTIONS/S/resourcegroups/Rg/providers/microsoft.machinelearningservices/WorkSpaces/Ws/COMPUTES/MyCpu");

        assertThat(route).map(Route::path).contains(WORKSPACE + "/computes/MyCpu");
        assertThat(route.flatMap(r -> r.operation("PUT"))).contains("Compute_CreateOrUpdate");
    }

    @Test
    void nameThatReadsLikeAFixedSegmentIsAName() {
        assertThat(routes.find(WORKSPACE + "/computes/Computes").map(Route::path))
                .contains(WORKSPACE + "/computes/Computes");
        assertThat(routes.find(WORKSPACE + "/jobs/LOGS/logs").map(Route::path)).contains(WORKSPACE + "/jobs/LOGS/logs");
    }

    @Test
    void outputPathKeepsItsSlashesAndCase() {
        assertThat(routes.find(WORKSPACE + "/Jobs/j/Outputs/a/B%20c/outputs").map(Route::path))
                .contains(WORKSPACE + "/jobs/j/outputs/a/B%20c/outputs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/subscriptions//resourceGroups",
                "/elsewhere",
                WORKSPACE + "/computes/a/b/c/d",
                WORKSPACE + "/computes/"
            })
    void pathThatTheApiDoesNotHaveIsNotFound(String path) {
        assertThat(routes.find(path)).isEmpty();
    }

    @Test
    void everyOperationOfTheApiHasARouteAndAReason() {
        ArmTable.read("operations-2024-04-01.tsv").forEach(row -> {
            var path = row.cell(2).replaceAll("\\{[^}]+}", "x");
            assertThat(routes.find(path).flatMap(r -> r.operation(row.cell(1))))
                    .as(row.cell(0))
                    .contains(row.cell(0));
            assertThat(routes.reason(row.cell(0))).endsWith(".");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-04-01", "2023-10-01", "2023-04-01", "2022-10-01"})
    void versionsOfOneShapeAreAccepted(String version) {
        assertThatCode(() -> ApiVersions.require(WORKSPACE + "/computes", Optional.of(version)))
                .doesNotThrowAnyException();
    }

    @Test
    void otherVersionsAreRefusedNamingTheSupported() {
        assertThatThrownBy(() -> ApiVersions.require(WORKSPACE, Optional.of("2020-08-01")))
                .hasMessageContaining("2024-04-01, 2023-10-01, 2023-04-01, 2022-10-01")
                .isInstanceOfSatisfying(
                        BancadaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_API_VERSION));
        assertThatThrownBy(() -> ApiVersions.require(WORKSPACE, Optional.empty()))
                .isInstanceOfSatisfying(
                        BancadaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MISSING_API_VERSION));
    }

    @Test
    void resourceManagerPathsTakeTheirOwnVersions() {
        assertThatCode(() -> ApiVersions.require("/subscriptions", Optional.of("2019-11-01")))
                .doesNotThrowAnyException();
        assertThatCode(() -> ApiVersions.require("/subscriptions/S/resourcegroups/g", Optional.of("2021-04-01")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> ApiVersions.require(WORKSPACE, Optional.of("2021-04-01")))
                .isInstanceOf(BancadaException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a/%2e%2e/b",
                "/a/../b",
                "/a/./b",
                "/a/x%2Fy",
                "/a/x%5cy",
                "/a/x;y=1",
                "/a/x%00",
                "/a/%zz",
                "/a/x%0d%0a"
            })
    void segmentThatCouldMeanAnotherPathIsRefused(String path) {
        assertThatThrownBy(() -> PathFilter.requireDecent(path)).isInstanceOf(BancadaException.class);
    }

    @Test
    void onlyAFewPathsAreAnonymous() {
        assertThat(AnonymousPaths.contains("GET", "/health")).isTrue();
        assertThat(AnonymousPaths.contains("GET", "/metadata/endpoints")).isTrue();
        assertThat(AnonymousPaths.contains("GET", "/")).isTrue();
        assertThat(AnonymousPaths.contains("POST", "/health")).isFalse();
        assertThat(AnonymousPaths.contains("GET", "/health/")).isFalse();
        assertThat(AnonymousPaths.contains("GET", "/HEALTH")).isFalse();
        assertThat(AnonymousPaths.contains("GET", "//health")).isFalse();
        assertThat(AnonymousPaths.contains("GET", "/subscriptions")).isFalse();
        assertThat(AnonymousPaths.contains("GET", "/blobs")).isFalse();
    }
}
