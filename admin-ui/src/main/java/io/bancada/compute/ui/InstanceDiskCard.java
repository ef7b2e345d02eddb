package io.bancada.compute.ui;

import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.access.ui.SignedOn;
import io.bancada.compute.model.DiskLevel;
import io.bancada.compute.service.DiskService;
import io.bancada.compute.service.DiskStatus;
import io.bancada.error.BancadaException;
import io.bancada.portal.ui.Place;
import io.bancada.portal.ui.Refusals;
import io.bancada.portal.ui.Words;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How full the disk of a compute instance is, and what its person can do about it. */
@Named("instanceDisk")
@RequestScoped
public class InstanceDiskCard {
    private static final long BAR = 1000;

    private final DiskService disks;
    private final Access access;
    private final Words words;
    private final Refusals refusals;
    private final SignedOn person;
    private final Place place;
    private @Nullable DiskStatus status;

    @Inject
    public InstanceDiskCard(
            DiskService disks, Access access, Words words, Refusals refusals, SignedOn person, Place place) {
        this.disks = disks;
        this.access = access;
        this.words = words;
        this.refusals = refusals;
        this.person = person;
        this.place = place;
    }

    @SuppressWarnings("NullAway")
    protected InstanceDiskCard() {
        this(null, null, null, null, null, null);
    }

    /** The disk as it was measured last; read once a request. */
    public DiskStatus status(String instance) {
        if (status == null) {
            status = disks.status(person.caller(), place.id(), instance);
        }
        return status;
    }

    /** What is taken and what there is, in words. */
    public String numbers(String instance) {
        var now = status(instance);
        return words.fill("disk.numbers", words.bytes(now.disk().used()), words.bytes(now.most()));
    }

    /** How full it is, in thousandths for a bar. */
    public long permille(String instance) {
        var now = status(instance);
        return Math.min(BAR, Math.round(now.disk().used() * (double) BAR / now.most()));
    }

    /** The bar's colour: amber from 80 % on, red when it is full. */
    public String tone(String instance) {
        var level = status(instance).disk().level();
        if (level == DiskLevel.Full) {
            return "red";
        }
        return level.warns() ? "amber" : "";
    }

    /** The command that makes room; empty where nothing is known of the folder. */
    public String command(String path) {
        return DiskCleaning.command(path).orElse("");
    }

    /** Whether the person may have it measured. */
    public boolean isMeasurable() {
        return access.allows(person.caller(), Actions.COMPUTE_START, place.id().scope());
    }

    /** Has it measured now. */
    public @Nullable String measure(String instance) {
        try {
            disks.measure(person.caller(), place.id(), instance);
            refusals.done(words.of("disk.asked"));
            return "/compute/instance?faces-redirect=true&name=" + instance;
        } catch (BancadaException e) {
            refusals.show(e, Map.of());
            return null;
        }
    }
}
