package io.bancada.node.model;

import io.bancada.paging.Page;
import io.bancada.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Nodes. */
@ApplicationScoped
public class NodeRepository {
    /** A cluster never has more rows than this: its maximum, and nodes that leave beside those that come. */
    private static final int MOST = 10_000;

    @PersistenceContext(unitName = "bancada")
    private EntityManager em;

    @SuppressWarnings("NullAway.Init")
    protected NodeRepository() {}

    public NodeRepository(EntityManager em) {
        this.em = em;
    }

    public Optional<Node> find(long id) {
        return Optional.ofNullable(em.find(Node.class, id));
    }

    public Optional<Node> findByKey(String key) {
        return em.createQuery("select n from Node n where n.key = :key", Node.class)
                .setParameter("key", key)
                .getResultStream()
                .findFirst();
    }

    /** All nodes of a compute, oldest first. */
    public List<Node> of(long computeId) {
        return em.createQuery("select n from Node n where n.computeId = :compute order by n.id", Node.class)
                .setParameter("compute", computeId)
                .setMaxResults(MOST)
                .getResultList();
    }

    /** Nodes of one compute, or of all where it is empty, that have been wanted since before a moment, oldest first. */
    public List<Node> preparingSince(Optional<Long> computeId, Instant before, int limit) {
        return em.createQuery(
                        "select n from Node n where n.state = preparing and n.stateAt < :before"
                                + " and (:every = true or n.computeId = :compute) order by n.id",
                        Node.class)
                .setParameter("before", before)
                .setParameter("every", computeId.isEmpty())
                .setParameter("compute", computeId.orElse(0L))
                .setMaxResults(limit)
                .getResultList();
    }

    public Page<Node> list(long computeId, PageRequest page) {
        var rows = em.createQuery(
                        "select n from Node n where n.computeId = :compute and n.id > :after order by n.id", Node.class)
                .setParameter("compute", computeId)
                .setParameter("after", page.afterId().orElse(0L))
                .setMaxResults(page.size() + 1)
                .getResultList();
        return Page.of(rows, page.size(), n -> n.id().toString());
    }

    /** Node counts of several computes in one query; a compute without nodes has no entry. */
    public Map<Long, NodeCounts> counts(Collection<Long> computeIds) {
        if (computeIds.isEmpty()) {
            return Map.of();
        }
        var counts = new HashMap<Long, Map<NodeState, Integer>>();
        em.createQuery(
                        "select n.computeId, n.state, count(n) from Node n where n.computeId in :ids group by n.computeId, n.state",
                        Object[].class)
                .setParameter("ids", computeIds)
                .getResultStream()
                .forEach(row -> counts.computeIfAbsent((Long) row[0], k -> new EnumMap<>(NodeState.class))
                        .put((NodeState) row[1], ((Long) row[2]).intValue()));
        var result = new HashMap<Long, NodeCounts>();
        counts.forEach((id, byState) -> result.put(id, new NodeCounts(byState)));
        return result;
    }

    public void add(Node node) {
        em.persist(node);
    }

    public void remove(Node node) {
        em.remove(node);
    }
}
