package io.bancada.portal.ui;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.ExternalContextFactory;
import jakarta.faces.context.ExternalContextWrapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the workspace of a page along when the page leads on after a change. Without it, what was just made would be looked
 * for in the workspace that was chosen in another window meanwhile.
 */
@SuppressWarnings("unchecked") // the wrapper itself hands on a map without types
final class KeptWorkspace extends ExternalContextWrapper {
    private KeptWorkspace(ExternalContext wrapped) {
        super(wrapped);
    }

    @Override
    public String encodeRedirectURL(String address, @Nullable Map<String, List<String>> parameters) {
        var place = CDI.current().select(Place.class).get();
        if (!place.isElsewhere()) {
            return super.encodeRedirectURL(address, parameters);
        }
        var more = new HashMap<String, List<String>>(parameters == null ? Map.of() : parameters);
        more.put(Place.PARAMETER, List.of(place.getChosen()));
        return super.encodeRedirectURL(address, more);
    }

    /** Puts it around the container's own. */
    public static final class Factory extends ExternalContextFactory {
        public Factory(ExternalContextFactory wrapped) {
            super(wrapped);
        }

        @Override
        public ExternalContext getExternalContext(Object context, Object request, Object response) {
            return new KeptWorkspace(getWrapped().getExternalContext(context, request, response));
        }
    }
}
