package io.bancada.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whoever adds a route says in {@code served.tsv} what it is and who may: the matrix of roles is tested from it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServedOperationsTest {
    private final ServedOperations served = new ServedOperations();
    private final List<ServedOperation> operations = new ClassFileImporter()
            .importPath("target/classes").stream()
                    .filter(type -> type.isAnnotatedWith(Path.class))
                    .map(JavaClass::reflect)
                    .flatMap(served::of)
                    .toList();

    @Test
    void everyRouteIsDeclaredAndEveryDeclarationHasARoute() {
        assertThat(operations).hasSizeGreaterThan(60);
        assertThat(operations).extracting(ServedOperation::id).doesNotHaveDuplicates();
        assertThat(operations).extracting(ServedOperation::id).containsExactlyInAnyOrderElementsOf(served.declared());
    }

    @Test
    void everyRouteWithATokenSaysWhichActionItNeeds() {
        assertThat(operations).allSatisfy(o -> {
            assertThat(o.actions().isEmpty()).as(o.id()).isEqualTo(!o.needsActions());
            assertThat(o.summary()).as(o.id()).endsWith(".");
            assertThat(o.statuses()).as(o.id()).isNotEmpty();
        });
    }

    @Test
    void onlyAnonymousPathsNeedNoToken() {
        assertThat(operations).allSatisfy(o -> {
            var path = o.path().replaceAll("\\{[^}]+}", "x");
            assertThat(AnonymousPaths.contains(o.method(), path)).as(o.id()).isEqualTo(!o.needsToken());
        });
    }

    @Test
    void jsonThatIsAnsweredHasASchema() {
        assertThat(operations)
                .filteredOn(o -> o.produces().equals(MediaType.APPLICATION_JSON))
                .filteredOn(o ->
                        o.statuses().contains(200) && !List.of("DELETE", "HEAD").contains(o.method()))
                .allSatisfy(o -> assertThat(o.response()).as(o.id()).isPresent());
    }

    @Test
    void routeThatNobodyDeclaredIsAMistake() {
        assertThatThrownBy(() -> served.of(Undeclared.class).toList())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("GET /undeclared/{name} is in no table of operations");
    }

    @Test
    void everySchemaThatIsReferredToIsThere() {
        var document = new OpenApiDocument().of(operations, URI.create("https://localhost:8443"));

        var text = document.toString();
        var names = document.at("/components/schemas").properties().stream()
                .map(entry -> "#/components/schemas/" + entry.getKey())
                .collect(Collectors.toSet());
        var references = document.findValuesAsText("$ref").stream()
                .filter(reference -> reference.startsWith("#/components/schemas/"))
                .collect(Collectors.toSet());
        assertThat(names).isEqualTo(references);
        assertThat(document.at("/components/schemas/ComputeRequest/properties/location/type")
                        .asText())
                .isEqualTo("string");
        assertThat(document.at("/components/schemas/AmlComputeBody/properties/vmSize/type")
                        .asText())
                .isEqualTo("string");
        assertThat(text).doesNotContain("io.bancada", "java.", "JsonNode");
    }

    /** As a new resource would be. */
    @Path("/undeclared")
    public static class Undeclared {
        @GET
        @Path("{name: .+}")
        public String get() {
            return "";
        }
    }
}
