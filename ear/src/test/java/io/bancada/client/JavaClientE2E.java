package io.bancada.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.rest.PagedFlux;
import com.azure.core.http.rest.PagedIterable;
import com.azure.core.http.rest.PagedResponse;
import com.azure.core.http.rest.PagedResponseBase;
import com.azure.core.management.exception.ManagementException;
import com.azure.core.util.polling.LongRunningOperationStatus;
import com.azure.resourcemanager.resources.fluent.ResourcesClient;
import com.azure.resourcemanager.resources.fluent.models.GenericResourceInner;
import com.azure.resourcemanager.resources.models.GenericResource;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;

/** Azure's generic Java client: it knows nothing of machine learning, only how ARM creates, lists, polls and refuses. */
@ExtendWith(ProductExtension.class)
class JavaClientE2E {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Product product;
    private final AzureResources azure;
    private final String group;
    private final String stem = "java-x" + UUID.randomUUID().toString().substring(0, 8);

    JavaClientE2E(Product product) {
        this.product = product;
        this.azure = new AzureResources(product, "ana");
        this.group = product.workspaceId().split("/", -1)[4];
    }

    @Test
    void clusterIsMadeReadChangedAndDeletedWithItsOperationsPolled() throws IOException {
        var made = create(stem, 1);

        assertThat(made.id()).isEqualTo(id(stem));
        assertThat(made.resourceType()).isEqualTo("computes");
        assertThat(properties(made.properties()).path("provisioningState").asText())
                .isEqualTo("Succeeded");
        assertThat(polls()).isNotEmpty();
        // The client looks for the api-version in the provider's metadata, and asks for ids with a second slash.
        var found = azure.manager().genericResources().getById(id(stem));
        assertThat(properties(found.properties())
                        .at("/properties/scaleSettings/maxNodeCount")
                        .asInt())
                .isEqualTo(1);
        assertThat(azure.requested()).contains("/" + id(stem));
        assertThat(azure.manager().genericResources().checkExistenceById(id(stem)))
                .isTrue();

        var changed = resources()
                .updateById(
                        id(stem),
                        AzureResources.VERSION,
                        new GenericResourceInner()
                                .withProperties(
                                        Map.of("properties", Map.of("scaleSettings", Map.of("maxNodeCount", 2)))));
        assertThat(properties(changed.properties())
                        .at("/properties/scaleSettings/maxNodeCount")
                        .asInt())
                .isEqualTo(2);
        var nodes = azure.send(HttpMethod.POST, address("/computes/" + stem + "/listNodes"));
        assertThat(nodes.getStatusCode()).isEqualTo(200);
        assertThat(JSON.readTree(nodes.getBodyAsString().block()).path("nodes").isArray())
                .isTrue();

        var deletion = resources().beginDeleteById(id(stem), AzureResources.VERSION);
        assertThat(deletion.waitForCompletion().getStatus())
                .isEqualTo(LongRunningOperationStatus.SUCCESSFULLY_COMPLETED);
        assertThat(azure.manager().genericResources().checkExistenceById(id(stem), AzureResources.VERSION))
                .isFalse();
    }

    @Test
    void computesAreListedOverPages() {
        var names = List.of(stem + "a", stem + "b", stem + "c");
        names.forEach(name -> create(name, 1));

        var pages = computes().streamByPage().toList();
        assertThat(pages).hasSizeGreaterThanOrEqualTo(2);
        assertThat(pages).allSatisfy(page -> assertThat(page.getValue()).hasSizeLessThanOrEqualTo(2));
        assertThat(computes().stream().toList()).doesNotHaveDuplicates().containsAll(names);

        names.forEach(name -> azure.manager().genericResources().deleteById(id(name), AzureResources.VERSION));
        assertThat(computes().stream()).doesNotContainAnyElementsOf(names);
    }

    @Test
    void resourcesOfAGroupAreItsWorkspacesAndNothingInThem() {
        var admin = new AzureResources(product, "admin");
        var resources = admin.manager().genericResources();
        var workspace = resources
                .define(stem)
                .withRegion("local")
                .withExistingResourceGroup(group)
                .withResourceType("workspaces")
                .withProviderNamespace("Microsoft.MachineLearningServices")
                .withoutPlan()
                .withProperties(Map.of("friendlyName", "From Java"))
                .withApiVersion(AzureResources.VERSION)
                .withTag("made-by", stem)
                .create();
        assertThat(workspace.regionName()).isEqualTo("local");

        var all = resources.listByResourceGroup(group).stream().toList();
        assertThat(all).extracting(GenericResource::id).contains(product.workspaceId(), workspace.id());
        assertThat(all).extracting(GenericResource::resourceType).containsOnly("workspaces");
        assertThat(admin.requested())
                .filteredOn(path -> path.endsWith("/resources"))
                .hasSameSizeAs(all);
        assertThat(resources.list()).extracting(GenericResource::id).contains(product.workspaceId(), workspace.id());
        assertThat(resources.listByTag(group, "made-by", stem))
                .extracting(GenericResource::name)
                .containsExactly(stem);
        var filtered = admin.manager()
                .serviceClient()
                .getResources()
                .listByResourceGroup(
                        group,
                        "resourceType eq 'Microsoft.Storage/storageAccounts'",
                        null,
                        null,
                        com.azure.core.util.Context.NONE);
        assertThat(filtered).isEmpty();

        resources.deleteById(workspace.id(), AzureResources.VERSION);
        assertThat(resources.listByTag(group, "made-by", stem)).isEmpty();
    }

    @Test
    void absentClusterIsAManagementExceptionThatSaysWhich() {
        var refused = catchThrowableOfType(
                ManagementException.class, () -> resources().getById(id(stem), AzureResources.VERSION));

        assertThat(refused.getResponse().getStatusCode()).isEqualTo(404);
        assertThat(refused.getValue().getCode()).isEqualTo("ResourceNotFound");
        assertThat(refused.getValue().getMessage()).contains(id(stem)).contains("not found");
        assertThat(refused.getValue().getTarget()).isEqualTo(id(stem));
    }

    @Test
    void conflictIsAManagementExceptionThatSaysWhatToDo() {
        create(stem, 1);

        var refused = catchThrowableOfType(
                ManagementException.class,
                () -> resources().createOrUpdateById(id(stem), AzureResources.VERSION, cluster("Standard_D2_v2", 1)));

        assertThat(refused.getResponse().getStatusCode()).isEqualTo(409);
        assertThat(refused.getValue().getCode()).isEqualTo("Conflict");
        assertThat(refused.getValue().getTarget()).isEqualTo("properties.properties.vmSize");
        assertThat(refused.getValue().getMessage()).contains("Standard_D1").contains("create another compute");
        azure.manager().genericResources().deleteById(id(stem), AzureResources.VERSION);
    }

    private GenericResource create(String name, int maxNodes) {
        return azure.manager()
                .genericResources()
                .define(name)
                .withRegion("local")
                .withExistingResourceGroup(group)
                .withResourceType("computes")
                .withProviderNamespace("Microsoft.MachineLearningServices")
                .withoutPlan()
                .withParentResourcePath("workspaces/" + product.workspaceId().split("/", -1)[8])
                .withProperties(cluster("Standard_D1", maxNodes).properties())
                .withApiVersion(AzureResources.VERSION)
                .create();
    }

    private static GenericResourceInner cluster(String vmSize, int maxNodes) {
        var cluster = new GenericResourceInner()
                .withProperties(Map.of(
                        "computeType",
                        "AmlCompute",
                        "properties",
                        Map.of(
                                "vmSize",
                                vmSize,
                                "scaleSettings",
                                Map.of("minNodeCount", 0, "maxNodeCount", maxNodes))));
        cluster.withLocation("local");
        return cluster;
    }

    /** Names of all computes: the generic client lists no children, but its pipeline and its pages can. */
    private PagedIterable<String> computes() {
        var pages = new PagedFlux<String>(
                () -> Mono.fromSupplier(() -> page(address("/computes") + "&%24top=2")),
                nextLink -> Mono.fromSupplier(() -> page(nextLink)));
        return new PagedIterable<>(pages);
    }

    private PagedResponse<String> page(String address) {
        try (var answer = azure.send(HttpMethod.GET, address)) {
            assertThat(answer.getStatusCode()).isEqualTo(200);
            var body = JSON.readTree(answer.getBodyAsString().block());
            var names = StreamSupport.stream(body.path("value").spliterator(), false)
                    .map(compute -> compute.path("name").asText())
                    .toList();
            return new PagedResponseBase<Void, String>(
                    answer.getRequest(),
                    200,
                    answer.getHeaders(),
                    names,
                    body.path("nextLink").textValue(),
                    null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> polls() {
        return azure.requested().stream()
                .filter(path -> path.contains("/computeOperationsStatus/"))
                .toList();
    }

    private ResourcesClient resources() {
        return azure.manager().serviceClient().getResources();
    }

    private String id(String compute) {
        return product.workspaceId() + "/computes/" + compute;
    }

    private String address(String below) {
        return product.url() + product.workspaceId() + below + "?api-version=" + AzureResources.VERSION;
    }

    private static JsonNode properties(Object properties) {
        return JSON.valueToTree(properties);
    }
}
