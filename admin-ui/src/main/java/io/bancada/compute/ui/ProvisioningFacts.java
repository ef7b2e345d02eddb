package io.bancada.compute.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.compute.service.ProvisionService;
import io.bancada.compute.service.Provisioning;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Words;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How fast the nodes of a compute come, in words. */
@Named("provisioning")
@RequestScoped
public class ProvisioningFacts {
    private final ProvisionService service;
    private final Words words;
    private final SignedOn person;
    private final Place place;
    private final Map<String, Provisioning> read = new HashMap<>();

    @Inject
    public ProvisioningFacts(ProvisionService service, Words words, SignedOn person, Place place) {
        this.service = service;
        this.words = words;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected ProvisioningFacts() {
        this(null, null, null, null);
    }

    /** The facts of one compute; read once a request. */
    public Provisioning of(String compute) {
        return read.computeIfAbsent(compute, name -> service.of(person.caller(), place.id(), name));
    }

    /** A time, or a dash while there is none. */
    public String span(Optional<Duration> time) {
        return time.map(words::span).orElse("–");
    }
}
