package io.bancada.catalog.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.catalog.service.CatalogService;
import io.bancada.driver.Isolation;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Words;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;

/** Warns where nothing keeps the work of different people apart. */
@Named("isolation")
@RequestScoped
public class IsolationNotice {
    private final CatalogService catalog;
    private final Words words;
    private final SignedOn person;
    private final Place place;
    private @Nullable Isolation found;

    @Inject
    public IsolationNotice(CatalogService catalog, Words words, SignedOn person, Place place) {
        this.catalog = catalog;
        this.words = words;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected IsolationNotice() {
        this(null, null, null, null);
    }

    /** Whether there is something to warn of. */
    public boolean isShown() {
        return found() != Isolation.SANDBOXED;
    }

    /** What it means for the person, and what to do. */
    public String getText() {
        return words.fill("isolation." + found(), place.getLocation());
    }

    private Isolation found() {
        if (found == null) {
            found = catalog.isolation(person.caller(), place.id().subscription(), place.getLocation())
                    .orElse(Isolation.SANDBOXED);
        }
        return found;
    }
}
