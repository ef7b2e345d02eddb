package io.bancada.deployment.model;

/** ARM's states of a deployment. */
public enum DeploymentState {
    /** It is found to be in order, and nothing of it is done. */
    Accepted,
    Running,
    Succeeded,
    Failed,
    Canceled;

    /** Whether nothing more will be done. */
    public boolean ended() {
        return switch (this) {
            case Accepted, Running -> false;
            case Succeeded, Failed, Canceled -> true;
        };
    }
}
