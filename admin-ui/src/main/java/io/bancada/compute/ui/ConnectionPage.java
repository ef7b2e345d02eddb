package io.bancada.compute.ui;

import io.bancada.app.service.InstanceDomain;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import org.eclipse.microprofile.config.ConfigProvider;

/** Where the browser finds out whether what notebooks need gets through. */
@Named("connectionPage")
@RequestScoped
public class ConnectionPage {
    private final InstanceDomain domain = InstanceDomain.from(ConfigProvider.getConfig());

    /** The origin that answers the check. */
    public String getOrigin() {
        return domain.origin(InstanceDomain.CHECK_LABEL);
    }

    /** The name below which all instances are. */
    public String getDomain() {
        return domain.name();
    }
}
