package io.bancada.catalog.service;

import io.bancada.access.model.Caller;
import io.bancada.access.model.Scope;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.catalog.model.VmSize;
import io.bancada.driver.DriverException;
import io.bancada.driver.IsolatesWork;
import io.bancada.driver.Isolation;
import io.bancada.driver.Offer;
import io.bancada.driver.SizeSpec;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import io.bancada.workspace.service.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What a location offers: VM sizes (H1, H3, H4), and how far it keeps the work of different people apart. */
@ApplicationScoped
public class CatalogService {
    private static final Logger LOG = Logger.getLogger(CatalogService.class);

    private final VmSizeCatalog catalog;
    private final Locations locations;
    private final Workspaces workspaces;
    private final SeriesApproval approval;
    private final Access access;

    @Inject
    public CatalogService(
            VmSizeCatalog catalog, Locations locations, Workspaces workspaces, SeriesApproval approval, Access access) {
        this.catalog = catalog;
        this.locations = locations;
        this.workspaces = workspaces;
        this.approval = approval;
        this.access = access;
    }

    @SuppressWarnings("NullAway")
    protected CatalogService() {
        this(null, null, null, null, null);
    }

    /** VirtualMachineSizes_List, and beside it the sizes that are not to be had here, with the reason. */
    public List<VmSizeOffer> vmSizes(Caller caller, String subscription, String location) {
        access.requireMember(caller, Actions.VM_SIZES_READ, new Scope("/subscriptions/" + subscription));
        workspaces.requireSubscription(subscription);
        return offers(location, catalog.all());
    }

    /**
     * The size, when a compute of it can be created in the location.
     *
     * @param field the request's field, for errors
     * @throws BancadaException 400 for an unknown size, 422 with the reason for one that is not offered here
     */
    public VmSizeOffer requireOffered(String field, String location, String size) {
        var known = catalog.get(field, size);
        var offer = offers(location, List.of(known)).get(0);
        if (!offer.available()) {
            throw new BancadaException(
                    ErrorCode.NOT_OFFERED, field, Message.of("refused.size", known.name(), location, offer.reason()));
        }
        return offer;
    }

    /** How far the location keeps people apart; empty where its machines share no host, and while it cannot be found out. */
    public Optional<Isolation> isolation(Caller caller, String subscription, String location) {
        access.requireMember(caller, Actions.VM_SIZES_READ, new Scope("/subscriptions/" + subscription));
        workspaces.requireSubscription(subscription);
        if (!(locations.provider(location) instanceof IsolatesWork provider)) {
            return Optional.empty();
        }
        try {
            return Optional.of(provider.isolation(locations.site(location)));
        } catch (DriverException.Unavailable e) {
            LOG.warnf("it cannot be found out how '%s' keeps people apart: %s", location, e.getMessage());
            return Optional.empty();
        }
    }

    private List<VmSizeOffer> offers(String location, List<VmSize> sizes) {
        var specs =
                sizes.stream().map(s -> new SizeSpec(s.name(), s.resources())).toList();
        var offers = locations.provider(location).offers(locations.site(location), specs);
        return java.util.stream.IntStream.range(0, sizes.size())
                .mapToObj(i -> offer(location, sizes.get(i), offers.get(i)))
                .toList();
    }

    private VmSizeOffer offer(String location, VmSize size, Offer offer) {
        if (size.restricted() && !approval.approved(location, size.family())) {
            return new VmSizeOffer(size, false, Message.of("size.needsApproval", size.family()), offer.worth());
        }
        return new VmSizeOffer(size, offer.available(), offer.reason(), offer.worth());
    }
}
