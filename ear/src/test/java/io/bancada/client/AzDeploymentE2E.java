package io.bancada.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.job.Arm;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code az deployment group} with the quickstart templates (P1) and the product's own, from a clean home of az. */
@ExtendWith(ProductExtension.class)
class AzDeploymentE2E {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CREATE = """
            az deployment group create --resource-group default --name first --template-file "$AML" \
              --parameters workspaceName=main clusterName=template1 vmSize=Standard_D1 adminUserName=someone \
              adminUserPassword=never-to-be-shown-1 maxNodeCount=1""";

    private final Product product;
    private final Arm admin;
    private final Az az;

    AzDeploymentE2E(Product product) throws IOException {
        this.product = product;
        this.admin = new Arm(product, "admin");
        this.az = new Az(product);
    }

    @BeforeEach
    void signOn() {
        az.run(
                "az cloud register --name bancada --endpoint-resource-manager $BANCADA; az cloud set --name bancada;"
                        + "az login --username admin --password=\"$PASSWORD\" --tenant adfs",
                environment());
    }

    @AfterEach
    void cleanUp() {
        for (var compute : new String[] {"template1", "template2", "tpl-desk"}) {
            admin.call("DELETE", "/computes/" + compute + "?underlyingResourceAction=Delete", "");
        }
    }

    @Test
    void quickstartOfAClusterIsDeployedValidatedComparedAndDeployedAgain() throws Exception {
        assertThat(az.run(
                        CREATE.replace("group create", "group validate") + " --query properties.provisioningState",
                        environment()))
                .contains("Succeeded");
        assertThat(az.run(
                        CREATE.replace("group create", "group what-if")
                                + " --no-pretty-print --query 'changes[].changeType'",
                        environment()))
                .contains("Create");
        var made = JSON.readTree(az.run(CREATE, environment()));
        assertThat(made.at("/properties/provisioningState").asText()).isEqualTo("Succeeded");
        assertThat(made.toString()).doesNotContain("never-to-be-shown-1");
        assertThat(admin.get("/computes/template1")
                        .at("/properties/properties/vmSize")
                        .asText())
                .isEqualToIgnoringCase("Standard_D1");

        assertThat(az.run(
                        CREATE.replace("group create", "group what-if")
                                + " --no-pretty-print --query 'changes[].changeType'",
                        environment()))
                .contains("NoChange");
        assertThat(az.run(CREATE + " --query properties.provisioningState", environment()))
                .as("deployed again")
                .contains("Succeeded");
        assertThat(az.run(
                        CREATE.replace("maxNodeCount=1", "maxNodeCount=2").replace("group create", "group what-if")
                                + " 2>&1",
                        environment()))
                .contains("~")
                .contains("maxNodeCount");
        assertThat(az.run("az deployment group list -g default --query '[].name' -o tsv", environment()))
                .contains("first");
        assertThat(az.run(
                        "az deployment operation group list -g default -n first --query '[].properties.targetResource.resourceName' -o tsv",
                        environment()))
                .contains("main/template1");
        assertThat(az.run("az deployment group show -g default -n first", environment()))
                .doesNotContain("never-to-be-shown-1")
                .contains("SecureString");
        assertThat(az.run("az deployment group export -g default -n first", environment()))
                .contains("adminUserPassword");
        az.run("az deployment group delete -g default -n first", environment());
    }

    @Test
    void quickstartOfAnInstanceIsDeployed() throws Exception {
        var made = JSON.readTree(az.run("""
                az deployment group create --resource-group default --name desk --template-file "$INSTANCE" \
                  --parameters workspaceName=main computeName=tpl-desk vmSize=Standard_DS1_v2 objectId=$PERSON""", environment()));

        assertThat(made.at("/properties/provisioningState").asText()).isEqualTo("Succeeded");
        var desk = admin.get("/computes/tpl-desk").at("/properties/properties");
        assertThat(desk.at("/personalComputeInstanceSettings/assignedUser/objectId")
                        .asText())
                .isEqualTo(new Arm(product, "ana").objectId());
    }

    @Test
    void ownTemplateSaysItsOutputsAndWhatCannotBeIsSaidByName() throws Exception {
        var own = """
            az deployment group create --resource-group default --name own --template-file examples/cluster.json \
              --parameters clusterName=template2 locked=false""";
        assertThat(az.run(own + " --query properties.outputs.vmSize.value -o tsv", environment()))
                .containsIgnoringCase("Standard_D1");
        assertThatThrownBy(() -> az.run(own.replace("locked=false", "maxNodes=0"), environment()))
                .hasMessageContaining("minValue");
        assertThatThrownBy(() -> az.run(own.replace("locked=false", "vmSize=Standard_Moon"), environment()))
                .hasMessageContaining("Standard_Moon");
        assertThat(az.run(
                        "az deployment group show -g default -n own --query properties.provisioningState -o tsv",
                        environment()))
                .contains("Failed");
    }

    private Map<String, String> environment() {
        var templates = Path.of("src/test/resources/io/bancada/deployment").toAbsolutePath();
        return new HashMap<>(Map.of(
                "BANCADA", product.url(),
                "PASSWORD", product.password("admin"),
                "PERSON", new Arm(product, "ana").objectId(),
                "AML", templates.resolve("create-amlcompute.json").toString(),
                "INSTANCE", templates.resolve("create-computeinstance.json").toString()));
    }
}
