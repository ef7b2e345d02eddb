package io.bancada.compute.ui;

import io.bancada.access.model.Caller;
import io.bancada.compute.model.ComputeFilter;
import io.bancada.compute.model.ComputeType;
import io.bancada.paging.Page;
import io.bancada.paging.PageRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Finds the clusters that a person wants to see, oldest first. What a cluster does is known only once its nodes are
 * counted, so all of them are looked at; a workspace has hundreds of clusters, not millions.
 */
@RequestScoped
public class ClusterList {
    private final AllComputes computes;
    private final ClusterRows rows;

    @Inject
    public ClusterList(AllComputes computes, ClusterRows rows) {
        this.computes = computes;
        this.rows = rows;
    }

    @SuppressWarnings("NullAway")
    protected ClusterList() {
        this(null, null);
    }

    /** All that are wanted. */
    public List<ClusterRow> all(Caller caller, ClusterChoice choice) {
        var found = computes.of(caller, ComputeFilter.of(ComputeType.AmlCompute));
        return rows.of(caller, found).stream().filter(choice::wants).toList();
    }

    /** One page of those that are wanted, with the token of the next. */
    public Page<ClusterRow> page(Caller caller, ClusterChoice choice, PageRequest wanted) {
        var later = all(caller, choice).stream()
                .filter(row ->
                        wanted.afterId().map(id -> row.details().id() > id).orElse(true))
                .limit(wanted.size() + 1L)
                .toList();
        return Page.of(later, wanted.size(), row -> String.valueOf(row.details().id()));
    }
}
