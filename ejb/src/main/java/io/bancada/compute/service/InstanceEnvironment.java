package io.bancada.compute.service;

import io.bancada.identity.service.InstanceProgram;
import io.bancada.identity.service.InstanceSecrets;
import io.bancada.workspace.service.Installation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/**
 * What programs on an instance find in their environment to speak with the API in the name of its person (C23). The names
 * are those that Azure's own libraries look for on a compute instance of Azure ML.
 */
@ApplicationScoped
public class InstanceEnvironment {
    private final Installation installation;
    private final InstanceSecrets secrets;

    @Inject
    public InstanceEnvironment(Installation installation, InstanceSecrets secrets) {
        this.installation = installation;
        this.secrets = secrets;
    }

    @SuppressWarnings("NullAway")
    protected InstanceEnvironment() {
        this(null, null);
    }

    /** Variables of this start of an app. */
    Map<String, String> of(InstancePlace place) {
        var start = place.place();
        return Map.of(
                "MSI_ENDPOINT",
                installation.url() + "/identity/token",
                "MSI_SECRET",
                secrets.of(new InstanceProgram(place.computeId(), place.app().name(), start.start(), start.person())),
                "AZUREML_ARM_SUBSCRIPTION",
                place.workspace().subscription(),
                "AZUREML_ARM_RESOURCEGROUP",
                place.workspace().resourceGroup(),
                "AZUREML_ARM_WORKSPACE_NAME",
                place.workspace().workspace(),
                "CI_NAME",
                place.name());
    }
}
