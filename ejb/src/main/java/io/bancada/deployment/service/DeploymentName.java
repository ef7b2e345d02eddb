package io.bancada.deployment.service;

import io.bancada.access.model.Scope;
import java.time.Duration;

/**
 * Which deployment is meant.
 *
 * @param name of the deployment; of a list, none
 */
public record DeploymentName(String subscription, String resourceGroup, String name) {
    /** Who carries a deployment out touches it more often than this. */
    public static final Duration ABANDONED = Duration.ofMinutes(1);

    /** Where rights to it hold. */
    public Scope group() {
        return new Scope("/subscriptions/" + subscription + "/resourceGroups/" + resourceGroup);
    }

    /** The deployment's ARM id. */
    public String armId() {
        return group().id() + "/providers/Microsoft.Resources/deployments/" + name;
    }
}
