package io.bancada.environment.service;

import io.bancada.workspace.model.Workspace;
import jakarta.ejb.Stateless;

/** Use cases of environment containers and versions. */
@Stateless
public class EnvironmentService {
    /** What the environment version gives; 400 naming properties.environmentId when there is none in this workspace. */
    public JobEnvironment resolve(Workspace workspace, String environmentId) {
        throw new IllegalStateException(workspace.name() + environmentId);
    }
}
