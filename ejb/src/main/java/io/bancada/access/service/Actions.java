package io.bancada.access.service;

/** ARM's action strings (I1), as roles name them. */
public final class Actions {
    private static final String ML = "Microsoft.MachineLearningServices/";

    public static final String SUBSCRIPTION_READ = "Microsoft.Resources/subscriptions/read";
    public static final String GROUP_READ = "Microsoft.Resources/subscriptions/resourceGroups/read";
    public static final String GROUP_WRITE = "Microsoft.Resources/subscriptions/resourceGroups/write";
    public static final String GROUP_DELETE = "Microsoft.Resources/subscriptions/resourceGroups/delete";
    public static final String ROLE_ASSIGNMENTS_WRITE = "Microsoft.Authorization/roleAssignments/write";
    public static final String ROLE_ASSIGNMENTS_READ = "Microsoft.Authorization/roleAssignments/read";
    public static final String DEPLOYMENT_READ = "Microsoft.Resources/deployments/read";
    public static final String DEPLOYMENT_WRITE = "Microsoft.Resources/deployments/write";
    public static final String DEPLOYMENT_DELETE = "Microsoft.Resources/deployments/delete";
    public static final String DEPLOYMENT_CANCEL = "Microsoft.Resources/deployments/cancel/action";
    public static final String DEPLOYMENT_VALIDATE = "Microsoft.Resources/deployments/validate/action";
    public static final String DEPLOYMENT_WHAT_IF = "Microsoft.Resources/deployments/whatIf/action";
    public static final String LOCK_READ = "Microsoft.Authorization/locks/read";
    public static final String LOCK_WRITE = "Microsoft.Authorization/locks/write";
    public static final String LOCK_DELETE = "Microsoft.Authorization/locks/delete";
    public static final String ROLE_ASSIGNMENTS_DELETE = "Microsoft.Authorization/roleAssignments/delete";
    public static final String ROLE_DEFINITIONS_READ = "Microsoft.Authorization/roleDefinitions/read";
    public static final String ROLE_DEFINITIONS_WRITE = "Microsoft.Authorization/roleDefinitions/write";
    public static final String ROLE_DEFINITIONS_DELETE = "Microsoft.Authorization/roleDefinitions/delete";
    public static final String WORKSPACE_READ = ML + "workspaces/read";
    public static final String WORKSPACE_WRITE = ML + "workspaces/write";
    public static final String WORKSPACE_DELETE = ML + "workspaces/delete";
    public static final String COMPUTE_READ = ML + "workspaces/computes/read";
    public static final String COMPUTE_WRITE = ML + "workspaces/computes/write";
    public static final String COMPUTE_DELETE = ML + "workspaces/computes/delete";
    public static final String COMPUTE_START = ML + "workspaces/computes/start/action";
    public static final String COMPUTE_STOP = ML + "workspaces/computes/stop/action";
    public static final String COMPUTE_RESTART = ML + "workspaces/computes/restart/action";
    public static final String COMPUTE_UPDATE_IDLE = ML + "workspaces/computes/updateIdleShutdownSetting/action";
    public static final String COMPUTE_OPEN_APPS = ML + "workspaces/computes/applicationaccess/action";
    public static final String COMPUTE_LIST_NODES = ML + "workspaces/computes/listNodes/action";
    public static final String COMPUTE_CHECK_NAME = ML + "workspaces/checkComputeNameAvailability/action";
    public static final String JOB_READ = ML + "workspaces/jobs/read";
    public static final String JOB_WRITE = ML + "workspaces/jobs/write";
    public static final String JOB_DELETE = ML + "workspaces/jobs/delete";
    public static final String JOB_CANCEL = ML + "workspaces/jobs/cancel/action";
    public static final String CODE_READ = ML + "workspaces/codes/read";
    public static final String CODE_WRITE = ML + "workspaces/codes/write";
    public static final String CODE_DELETE = ML + "workspaces/codes/delete";
    public static final String CODE_VERSION_READ = ML + "workspaces/codes/versions/read";
    public static final String CODE_VERSION_WRITE = ML + "workspaces/codes/versions/write";
    public static final String CODE_VERSION_DELETE = ML + "workspaces/codes/versions/delete";
    public static final String ENVIRONMENT_READ = ML + "workspaces/environments/read";
    public static final String ENVIRONMENT_WRITE = ML + "workspaces/environments/write";
    public static final String ENVIRONMENT_VERSION_READ = ML + "workspaces/environments/versions/read";
    public static final String ENVIRONMENT_VERSION_WRITE = ML + "workspaces/environments/versions/write";
    public static final String ENVIRONMENT_VERSION_DELETE = ML + "workspaces/environments/versions/delete";

    // ARM's own for the files of notebooks: so Readers see what there is, and Data Scientists work with it.
    public static final String FILE_READ = ML + "workspaces/notebooks/storage/read";
    public static final String FILE_WRITE = ML + "workspaces/notebooks/storage/write";
    public static final String FILE_DELETE = ML + "workspaces/notebooks/storage/delete";
    public static final String FILE_UPLOAD = ML + "workspaces/notebooks/storage/upload/action";
    public static final String FILE_DOWNLOAD = ML + "workspaces/notebooks/storage/download/action";
    public static final String SAMPLES_READ = ML + "workspaces/notebooks/samples/read";

    public static final String QUOTA_REQUEST_READ = ML + "workspaces/quotaRequests/read";
    public static final String QUOTA_REQUEST_WRITE = ML + "workspaces/quotaRequests/write";
    public static final String VM_SIZES_READ = ML + "locations/vmsizes/read";
    public static final String USAGES_READ = ML + "locations/usages/read";
    public static final String QUOTAS_READ = ML + "locations/quotas/read";
    public static final String QUOTAS_UPDATE = ML + "locations/updateQuotas/action";

    private Actions() {}
}
