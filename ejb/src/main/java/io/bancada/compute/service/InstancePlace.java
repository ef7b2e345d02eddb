package io.bancada.compute.service;

import io.bancada.app.service.App;
import io.bancada.app.service.AppPlace;
import io.bancada.workspace.model.WorkspaceId;

/**
 * One app of one instance that is up, as it is handed to the loop: no entity leaves its transaction.
 *
 * @param computeId row number of the instance
 * @param name the instance's, in its workspace
 */
record InstancePlace(long computeId, WorkspaceId workspace, String name, App app, AppPlace place) {
    /** Names this start of this app. */
    String key() {
        return computeId + "/" + app.name() + "/" + place.start();
    }
}
