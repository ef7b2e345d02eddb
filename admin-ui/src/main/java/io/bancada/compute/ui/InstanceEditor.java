package io.bancada.compute.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.compute.model.AccessTokenDetails;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.service.AccessTokenConfig;
import io.bancada.compute.service.AccessTokenService;
import io.bancada.compute.service.InstanceApplication;
import io.bancada.compute.service.InstanceApps;
import io.bancada.error.BancadaException;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Refusals;
import io.bancada.portal.ui.Words;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a person's editor uses the Jupyter of their instance: addresses and access tokens. A token that is made is shown by
 * the answer to the request that makes it, and is kept nowhere.
 */
@Named("instanceEditor")
@RequestScoped
public class InstanceEditor {
    private static final Map<String, String> FIELDS =
            Map.of("name", "tokenForm:name", "duration", "tokenForm:hours", "accessTokens", "tokenForm:name");

    private final AccessTokenService tokens;
    private final AccessTokenConfig config;
    private final InstanceApps apps;
    private final Words words;
    private final Refusals refusals;
    private final SignedOn person;
    private final Place place;
    private String name = "";
    private int hours = 168;
    private String chosen = "";
    private String made = "";

    @Inject
    public InstanceEditor(
            AccessTokenService tokens,
            AccessTokenConfig config,
            InstanceApps apps,
            Words words,
            Refusals refusals,
            SignedOn person,
            Place place) {
        this.tokens = tokens;
        this.config = config;
        this.apps = apps;
        this.words = words;
        this.refusals = refusals;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected InstanceEditor() {
        this(null, null, null, null, null, null, null);
    }

    /** The apps of an instance that an editor can use. */
    public List<InstanceApplication> apps(ComputeDetails instance) {
        return apps.jupyters(instance);
    }

    /** The tokens that have been made and are good. */
    public List<AccessTokenDetails> tokens(String instance) {
        return tokens.list(person.caller(), place.id(), instance);
    }

    /** For how many hours a token can be good. */
    public List<Integer> getChoices() {
        return Stream.of(1, 24, 168, 720, 2160)
                .filter(choice -> Duration.ofHours(choice).compareTo(config.maximum()) <= 0)
                .toList();
    }

    /** A span of so many hours, for people. */
    public String label(int span) {
        return span < 24 ? words.fill("span.hours", span) : words.fill("editor.days", span / 24);
    }

    /** Makes a token, and shows it this once. */
    public void make(String instance) {
        try {
            made = tokens.create(person.caller(), place.id(), instance, name, Optional.of(Duration.ofHours(hours)))
                    .secret();
            name = "";
        } catch (BancadaException e) {
            refusals.show(e, FIELDS);
        }
    }

    /** Makes the chosen token worthless. */
    public @Nullable String revoke(String instance) {
        try {
            tokens.revoke(person.caller(), place.id(), instance, UUID.fromString(chosen));
            refusals.done(words.of("editor.revoked"));
            return "/compute/instance?faces-redirect=true&name=" + instance;
        } catch (IllegalArgumentException e) {
            return null;
        } catch (BancadaException e) {
            refusals.show(e, FIELDS);
            return null;
        }
    }

    /** The token that this request has made; empty where it has made none. */
    public String getMade() {
        return made;
    }

    public String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = Objects.requireNonNullElse(name, "").strip();
    }

    public int getHours() {
        return hours;
    }

    public void setHours(int hours) {
        this.hours = hours;
    }

    public String getChosen() {
        return chosen;
    }

    public void setChosen(@Nullable String chosen) {
        this.chosen = Objects.requireNonNullElse(chosen, "");
    }
}
