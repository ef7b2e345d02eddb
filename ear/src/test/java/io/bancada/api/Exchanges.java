package io.bancada.api;

import java.util.List;
import java.util.Map;

/**
 * The examples of the served operations in an order in which they can happen, in a workspace of their own, and every
 * difference to what stands in the examples. In all of them the subscription, the resource group, the workspace and the
 * location are the installation's.
 */
final class Exchanges {
    private static final String SIZE = "\"Standard_D1\"";
    private static final String PUT_COMPUTE = "Compute/createOrUpdate/";

    private Exchanges() {}

    static List<Exchange> inOrder() {
        return List.of(
                // the installation
                Exchange.of("Operations_List", "Workspace/operationsList", 200),
                Exchange.of("VirtualMachineSizes_List", "VirtualMachineSize/list", 200),
                Exchange.of("Usages_List", "Usage/list", 200),
                Exchange.of("Quotas_List", "Quota/list", 200),
                // limits belong to the location, not to a workspace, and have its families
                Exchange.of("Quotas_Update", "Quota/update", 200)
                        .with(Map.of(
                                "/parameters/value/0/id", "\"{quota}\"",
                                "/parameters/value/0/limit", "{limit}",
                                "/parameters/value/1/id", "\"{quota}Elsewhere\"")),
                // a workspace
                Exchange.of("Workspaces_CreateOrUpdate", "Workspace/create", 200)
                        .with(Map.of("/parameters/location", "\"local\"")),
                Exchange.of("Workspaces_Get", "Workspace/get", 200),
                Exchange.of("Workspaces_Update", "Workspace/update", 200),
                Exchange.of("Workspaces_ListByResourceGroup", "Workspace/listByResourceGroup", 200),
                Exchange.of("Workspaces_ListBySubscription", "Workspace/listBySubscription", 200),
                // clusters: of the sizes that there are, on Linux, no more nodes than the host has
                Exchange.of("Compute_CreateOrUpdate", PUT_COMPUTE + "BasicAmlCompute", 201)
                        .with(Map.of(
                                "/parameters/location", "\"local\"",
                                "/parameters/properties/properties/vmSize", SIZE,
                                "/parameters/properties/properties/osType", "\"Linux\"")),
                Exchange.of("Compute_CreateOrUpdate", PUT_COMPUTE + "AmlCompute", 200)
                        .with(Map.of(
                                "/parameters/location", "\"local\"",
                                "/parameters/properties/properties/vmSize", SIZE,
                                "/parameters/properties/properties/scaleSettings/minNodeCount", "1",
                                "/parameters/properties/properties/scaleSettings/maxNodeCount", "1")),
                notOffered("AKSCompute"),
                notOffered("BasicAKSCompute"),
                notOffered("BasicDataFactoryCompute"),
                notOffered("ComputeInstance"),
                notOffered("KubernetesCompute"),
                // an instance: of a size that there is
                Exchange.of("Compute_CreateOrUpdate", PUT_COMPUTE + "ComputeInstanceMinimal", 201)
                        .with(Map.of(
                                "/computeName", "\"desk123a\"",
                                "/parameters/location", "\"local\"",
                                "/parameters/properties/properties/vmSize", "\"Standard_DS11_v2\"")),
                // and the same one, which stops in the evening from then on
                Exchange.of("Compute_CreateOrUpdate", PUT_COMPUTE + "ComputeInstanceWithSchedules", 200)
                        .with(Map.of(
                                "/computeName", "\"desk123a\"",
                                "/parameters/location", "\"local\"",
                                "/parameters/properties/properties/vmSize", "\"Standard_DS11_v2\"",
                                "/parameters/properties/properties/personalComputeInstanceSettings", "null")),
                instance("Compute_Get", "Compute/get/ComputeInstance", 200),
                instance("Compute_Stop", "Compute/stop", 202).patiently(),
                instance("Compute_Start", "Compute/start", 202).patiently(),
                instance("Compute_Restart", "Compute/restart", 202).patiently(),
                instance("Compute_Delete", "Compute/delete", 202),
                Exchange.of("Compute_Get", "Compute/get/AmlCompute", 200),
                Exchange.of("Compute_List", "Compute/list", 200),
                Exchange.of("Compute_ListNodes", "Compute/listNodes", 200),
                Exchange.of("Compute_Update", "Compute/patch", 200)
                        .with(Map.of(
                                "/parameters/properties/properties/scaleSettings/minNodeCount", "0",
                                "/parameters/properties/properties/scaleSettings/maxNodeCount", "2")),
                // environments: a Python of the nodes instead of an image
                Exchange.of(
                        "EnvironmentContainers_CreateOrUpdate", "Workspace/EnvironmentContainer/createOrUpdate", 201),
                Exchange.of("EnvironmentContainers_Get", "Workspace/EnvironmentContainer/get", 200),
                Exchange.of("EnvironmentContainers_List", "Workspace/EnvironmentContainer/list", 200),
                Exchange.of("EnvironmentVersions_CreateOrUpdate", "Workspace/EnvironmentVersion/createOrUpdate", 422),
                Exchange.of("EnvironmentVersions_CreateOrUpdate", "Workspace/EnvironmentVersion/createOrUpdate", 201)
                        .with(Map.of(
                                "/body/properties/image", "",
                                "/body/properties/condaFile", "",
                                "/body/properties/build", "",
                                "/body/properties/properties/userManagedDependencies", "\"true\"")),
                Exchange.of("EnvironmentVersions_Get", "Workspace/EnvironmentVersion/get", 200),
                Exchange.of("EnvironmentVersions_List", "Workspace/EnvironmentVersion/list", 200)
                        .with(Map.of("/$orderBy", "\"createdAt desc\"")),
                // code: from the place that startPendingUpload gives
                Exchange.of("CodeContainers_CreateOrUpdate", "Workspace/CodeContainer/createOrUpdate", 201),
                Exchange.of("CodeContainers_Get", "Workspace/CodeContainer/get", 200),
                Exchange.of("CodeContainers_List", "Workspace/CodeContainer/list", 200),
                Exchange.of(
                                "CodeVersions_CreateOrGetStartPendingUpload",
                                "Workspace/CodeVersion/createOrGetStartPendingUpload",
                                200)
                        .with(Map.of("/body/pendingUploadId", "")),
                Exchange.of("CodeVersions_CreateOrUpdate", "Workspace/CodeVersion/createOrUpdate", 201)
                        .with(Map.of("/body/properties/codeUri", "\"{codeUri}\"")),
                Exchange.of("CodeVersions_Get", "Workspace/CodeVersion/get", 200),
                Exchange.of("CodeVersions_List", "Workspace/CodeVersion/list", 200)
                        .with(Map.of("/$orderBy", "\"createdAt desc\"")),
                // jobs: what they name is there, and they last until they are cancelled
                Exchange.of("Jobs_CreateOrUpdate", "Job/CommandJob/createOrUpdate", 201)
                        .with(Map.of(
                                "/body/properties/command", "\"sleep 300\"",
                                "/body/properties/computeId", "\"{workspace}/computes/compute123\"",
                                "/body/properties/codeId", "\"{workspace}/codes/string/versions/string\"",
                                "/body/properties/environmentId",
                                        "\"{workspace}/environments/string/versions/string\"")),
                Exchange.of("Jobs_CreateOrUpdate", "Job/AutoMLJob/createOrUpdate", 501),
                Exchange.of("Jobs_CreateOrUpdate", "Job/SweepJob/createOrUpdate", 501),
                Exchange.of("Jobs_CreateOrUpdate", "Job/PipelineJob/createOrUpdate", 501),
                Exchange.of("Jobs_Get", "Job/CommandJob/get", 200),
                Exchange.of("Jobs_List", "Job/CommandJob/list", 200).with(Map.of("/jobType", "\"Command\"")),
                Exchange.of("Jobs_Cancel", "Job/cancel", 202),
                Exchange.of("Jobs_Delete", "Job/delete", 200)
                        .with(Map.of("/id", "\"string\""))
                        .patiently(),
                // the end
                Exchange.of("CodeVersions_Delete", "Workspace/CodeVersion/delete", 200),
                Exchange.of("CodeContainers_Delete", "Workspace/CodeContainer/delete", 200),
                Exchange.of("EnvironmentVersions_Delete", "Workspace/EnvironmentVersion/delete", 200),
                Exchange.of("EnvironmentContainers_Delete", "Workspace/EnvironmentContainer/delete", 204),
                Exchange.of("Compute_Delete", "Compute/delete", 202),
                Exchange.of("Compute_Get", "Compute/get/AmlCompute", 404).patiently(),
                Exchange.of("Workspaces_Delete", "Workspace/delete", 200).patiently(),
                Exchange.of("Workspaces_Delete", "Workspace/delete", 204));
    }

    private static Exchange instance(String operation, String example, int status) {
        return Exchange.of(operation, example, status).with(Map.of("/computeName", "\"desk123a\""));
    }

    private static Exchange notOffered(String kind) {
        return Exchange.of("Compute_CreateOrUpdate", PUT_COMPUTE + kind, 501);
    }
}
