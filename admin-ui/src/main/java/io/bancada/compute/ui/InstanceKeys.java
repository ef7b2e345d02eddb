package io.bancada.compute.ui;

import io.bancada.access.ui.SignedOn;
import io.bancada.app.service.SshDoor;
import io.bancada.compute.model.InstanceSsh;
import io.bancada.compute.service.InstanceSshService;
import io.bancada.error.BancadaException;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Refusals;
import io.bancada.portal.ui.Words;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a person reaches their instance by SSH, and the keys that they give it. */
@Named("instanceKeys")
@ViewScoped
public class InstanceKeys implements Serializable {
    private static final Map<String, String> FIELDS = Map.of("adminPublicKey", "keysForm:keys");

    private final InstanceSshService ssh;
    private final Words words;
    private final Refusals refusals;
    private final SignedOn person;
    private final Place place;
    private String keys = "";

    @Inject
    public InstanceKeys(InstanceSshService ssh, Words words, Refusals refusals, SignedOn person, Place place) {
        this.ssh = ssh;
        this.words = words;
        this.refusals = refusals;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected InstanceKeys() {
        this(null, null, null, null, null);
    }

    /** What is typed to get there. */
    public String command(InstanceSsh how) {
        return "ssh -p " + how.port() + " " + SshDoor.USER + "@"
                + URI.create(place.getUrl()).getHost();
    }

    /** Gives the instance these keys in place of those that it had, and shows it again. */
    public @Nullable String give(String instance) {
        try {
            ssh.giveKeys(person.caller(), place.id(), instance, keys);
            refusals.done(words.of("ssh.given"));
            return "/compute/instance?faces-redirect=true&name=" + instance;
        } catch (BancadaException e) {
            refusals.show(e, FIELDS);
            return null;
        }
    }

    public String getKeys() {
        return keys;
    }

    public void setKeys(String keys) {
        this.keys = keys.strip();
    }
}
