package io.bancada.error;

/** The codes of ARM's error body with their HTTP status. */
public enum ErrorCode {
    INVALID_PARAMETER("InvalidParameter", 400),
    INVALID_CONTENT("InvalidRequestContent", 400),
    INVALID_TEMPLATE("InvalidTemplate", 400),
    MISSING_API_VERSION("MissingApiVersionParameter", 400),
    INVALID_API_VERSION("InvalidApiVersionParameter", 400),
    PRINCIPAL_NOT_FOUND("PrincipalNotFound", 400),
    ROLE_NOT_FOUND("RoleDefinitionDoesNotExist", 400),
    UNAUTHENTICATED("AuthenticationFailed", 401),
    FORBIDDEN("AuthorizationFailed", 403),
    NOT_FOUND("ResourceNotFound", 404),
    SUBSCRIPTION_NOT_FOUND("SubscriptionNotFound", 404),
    DEPLOYMENT_NOT_FOUND("DeploymentNotFound", 404),
    RESOURCE_GROUP_NOT_FOUND("ResourceGroupNotFound", 404),
    PARENT_NOT_FOUND("ParentResourceNotFound", 404),
    METHOD_NOT_ALLOWED("MethodNotAllowed", 405),
    CONFLICT("Conflict", 409),
    ROLE_ASSIGNMENT_EXISTS("RoleAssignmentExists", 409),
    ROLE_NAME_TAKEN("RoleDefinitionWithSameNameExists", 409),
    ROLE_HELD("RoleDefinitionHasAssignments", 409),
    QUOTA_EXCEEDED("QuotaExceeded", 409),
    DEPLOYMENT_ACTIVE("DeploymentActive", 409),
    SCOPE_LOCKED("ScopeLocked", 409),
    RETIRED("ResourceRetired", 410),
    TOO_LARGE("RequestContentTooLarge", 413),
    UNSUPPORTED_MEDIA_TYPE("UnsupportedMediaType", 415),
    NOT_OFFERED("SkuNotAvailable", 422),
    TOO_MANY_REQUESTS("TooManyRequests", 429),
    INTERNAL("InternalServerError", 500),
    NOT_IMPLEMENTED("NotImplemented", 501),
    DRIVER_REJECTED("ProviderRejected", 502),
    UNAVAILABLE("ServiceUnavailable", 503),
    INSUFFICIENT_STORAGE("InsufficientStorage", 507);

    private final String arm;
    private final int status;

    ErrorCode(String arm, int status) {
        this.arm = arm;
        this.status = status;
    }

    /** The word in {@code error.code}. */
    public String arm() {
        return arm;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
