package io.bancada.compute.model;

/** When a setup script of an instance runs. */
public enum SetupPhase {
    /** Once, on the first machine that is ready: ARM's creationScript. */
    Creation,
    /** At every start, the first included, after the creation script: ARM's startupScript. */
    Startup;

    /** The state of the instance while the script runs. */
    public ComputeInstanceState running() {
        return switch (this) {
            case Creation -> ComputeInstanceState.SettingUp;
            case Startup -> ComputeInstanceState.UserSettingUp;
        };
    }

    /** The state of the instance once the script has failed. */
    public ComputeInstanceState failed() {
        return switch (this) {
            case Creation -> ComputeInstanceState.SetupFailed;
            case Startup -> ComputeInstanceState.UserSetupFailed;
        };
    }
}
