package io.bancada.job.model;

import io.bancada.error.Duplicates;
import io.bancada.message.Message;
import io.bancada.paging.Page;
import io.bancada.paging.PageRequest;
import io.bancada.workspace.model.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Jobs, attempts and processes. */
@ApplicationScoped
public class JobRepository {
    @PersistenceContext(unitName = "bancada")
    private EntityManager em;

    @SuppressWarnings("NullAway.Init")
    protected JobRepository() {}

    public JobRepository(EntityManager em) {
        this.em = em;
    }

    /** The job with this name, without regard to case. */
    public Optional<Job> find(Workspace workspace, String name) {
        return em.createQuery(
                        "select j from Job j join fetch j.workspace w join fetch w.resourceGroup where w = :workspace and j.nameKey = :key",
                        Job.class)
                .setParameter("workspace", workspace)
                .setParameter("key", name.toLowerCase(Locale.ROOT))
                .getResultStream()
                .findFirst();
    }

    /** The next question reads the job anew, as another transaction may have left it; what was changed here is lost. */
    public void forget(Job job) {
        em.detach(job);
    }

    /** Jobs, newest first. */
    public Page<Job> list(Workspace workspace, JobFilter filter, PageRequest page) {
        var where = new ArrayList<String>();
        var parameters = new HashMap<String, Object>();
        where.add("j.workspace = :workspace");
        parameters.put("workspace", workspace);
        page.afterId().ifPresent(after -> add(where, parameters, "j.id < :after", "after", after));
        filter.status().ifPresent(s -> add(where, parameters, "j.status = :status", "status", s));
        filter.computeName()
                .ifPresent(c -> add(
                        where, parameters, "lower(j.computeName) = :compute", "compute", c.toLowerCase(Locale.ROOT)));
        filter.experiment().ifPresent(e -> add(where, parameters, "j.experiment = :experiment", "experiment", e));
        filter.owner().ifPresent(o -> add(where, parameters, "j.owner = :owner", "owner", o));
        filter.tag().ifPresent(tag -> byTag(where, parameters, tag));
        switch (filter.listView()) {
            case ActiveOnly -> where.add("j.archived = false");
            case ArchivedOnly -> where.add("j.archived = true");
            case All -> {}
        }
        var query = em.createQuery(
                "select j from Job j where " + String.join(" and ", where) + " order by j.id desc", Job.class);
        parameters.forEach(query::setParameter);
        var rows = query.setMaxResults(page.size() + 1).getResultList();
        return Page.of(rows, page.size(), j -> j.id().toString());
    }

    private static void byTag(List<String> where, Map<String, Object> parameters, String tag) {
        var equals = tag.indexOf('=');
        var condition = equals < 0 ? "t.name = :tag" : "t.name = :tag and t.value = :tagValue";
        add(
                where,
                parameters,
                "exists (select 1 from j.tags t where " + condition + ")",
                "tag",
                equals < 0 ? tag : tag.substring(0, equals));
        if (equals >= 0) {
            parameters.put("tagValue", tag.substring(equals + 1));
        }
    }

    private static void add(
            List<String> where, Map<String, Object> parameters, String condition, String name, Object value) {
        where.add(condition);
        parameters.put(name, value);
    }

    /** The head of a compute's queue, oldest first. */
    public List<Job> queued(long computeId, int limit) {
        return em.createQuery(
                        "select j from Job j where j.computeId = :compute and j.status = Queued order by j.id",
                        Job.class)
                .setParameter("compute", computeId)
                .setMaxResults(limit)
                .getResultList();
    }

    /** The head of a compute's queue, oldest first, as its order needs it. */
    public List<QueuedJob> queue(long computeId, int limit) {
        return em.createQuery(
                        "select new io.bancada.job.model.QueuedJob(j.id, j.name, j.owner, j.instanceCount, j.createdAt)"
                                + " from Job j where j.computeId = :compute and j.status = Queued order by j.id",
                        QueuedJob.class)
                .setParameter("compute", computeId)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Nodes that all waiting jobs want together, without those that want more than {@code maxNodes} at once. */
    public int queuedNodes(long computeId, int maxNodes) {
        var sum = em.createQuery(
                        "select sum(j.instanceCount) from Job j where j.computeId = :compute and j.status = Queued and j.instanceCount <= :max",
                        Long.class)
                .setParameter("compute", computeId)
                .setParameter("max", maxNodes)
                .getSingleResult();
        return sum == null ? 0 : (int) Math.min(Integer.MAX_VALUE, sum);
    }

    /** The most nodes that a waiting job wants at once, of those that want at most {@code maxNodes}; 0 for none. */
    public int widestQueued(long computeId, int maxNodes) {
        var widest = em.createQuery(
                        "select max(j.instanceCount) from Job j where j.computeId = :compute and j.status = Queued and j.instanceCount <= :max",
                        Integer.class)
                .setParameter("compute", computeId)
                .setParameter("max", maxNodes)
                .getSingleResult();
        return widest == null ? 0 : widest;
    }

    /** Nodes of a compute that each person's jobs hold now. */
    public Map<String, Integer> held(long computeId) {
        var held = new HashMap<String, Integer>();
        em.createQuery(
                        "select p.attempt.job.owner, count(p) from JobProcess p where p.computeId = :compute and p.state <> ended group by p.attempt.job.owner",
                        Object[].class)
                .setParameter("compute", computeId)
                .getResultStream()
                .forEach(row -> held.put((String) row[0], ((Long) row[1]).intValue()));
        return held;
    }

    /**
     * Says of waiting jobs of a compute why they wait, in one statement.
     *
     * @param above it is said of jobs that want more nodes than this
     * @param upTo and no more than this
     * @return how many were told something new
     */
    public int tellWaiting(long computeId, int above, int upTo, JobReason reason, Message message) {
        return em.createQuery("update Job j set j.reason = :reason, j.message = :message where j.computeId = :compute"
                        + " and j.status = Queued and j.instanceCount > :above and j.instanceCount <= :upTo"
                        + " and (j.reason <> :reason or j.message <> :message)")
                .setParameter("compute", computeId)
                .setParameter("above", above)
                .setParameter("upTo", upTo)
                .setParameter("reason", reason)
                .setParameter("message", message)
                .executeUpdate();
    }

    /** Processes of a compute that have not ended, with their attempt and job, oldest first. */
    public List<JobProcess> active(long computeId, int limit) {
        return em.createQuery(
                        "select p from JobProcess p join fetch p.attempt a join fetch a.job where p.computeId = :compute"
                                + " and p.state <> ended order by p.id",
                        JobProcess.class)
                .setParameter("compute", computeId)
                .setMaxResults(limit)
                .getResultList();
    }

    /** All processes of an attempt, by rank. */
    public List<JobProcess> processes(JobAttempt attempt) {
        return em.createQuery("select p from JobProcess p where p.attempt = :attempt order by p.rank", JobProcess.class)
                .setParameter("attempt", attempt)
                .getResultList();
    }

    /** All attempts at a job, the first one first. */
    public List<JobAttempt> attempts(Job job) {
        return em.createQuery("select a from JobAttempt a where a.job = :job order by a.number", JobAttempt.class)
                .setParameter("job", job)
                .getResultList();
    }

    public Optional<JobProcess> findProcess(long id) {
        return Optional.ofNullable(em.find(JobProcess.class, id));
    }

    /** Reads a job anew that another transaction may have changed. */
    public void refresh(Job job) {
        em.refresh(job);
    }

    public Optional<Job> find(long id) {
        return Optional.ofNullable(em.find(Job.class, id));
    }

    /** Numbers of computes after {@code after} for which there may be something to do, in order. */
    public List<Long> computesWithWork(long after, int limit) {
        return em.createQuery("""
                        select c.id from Compute c where c.id > :after and (
                          c.provisioningState in (Creating, Updating, Deleting)
                          or exists (select 1 from AmlCompute a where a.id = c.id and a.minNodes > 0)
                          or exists (select 1 from ComputeInstance i where i.id = c.id and i.state in (Starting, Stopping, Restarting))
                          or exists (select 1 from Node n where n.computeId = c.id and n.state <> stopped)
                          or exists (select 1 from Job j where j.computeId = c.id and j.status in (Queued, Starting, Running, CancelRequested)))
                        order by c.id""", Long.class)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Whether the workspace has jobs that have not ended. */
    public boolean anyOpen(Workspace workspace) {
        return !em.createQuery(
                        "select j.id from Job j where j.workspace = :workspace and j.status not in (Completed, Failed, Canceled)",
                        Long.class)
                .setParameter("workspace", workspace)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    public void add(Job job) {
        Duplicates.refuse(job.name(), () -> {
            em.persist(job);
            em.flush();
        });
    }

    public void add(JobAttempt attempt) {
        em.persist(attempt);
    }

    public void add(JobProcess process) {
        em.persist(process);
    }

    /** Removes the job with its attempts and processes. */
    public void remove(Job job) {
        em.createQuery(
                        "delete from JobProcess p where p.attempt.id in (select a.id from JobAttempt a where a.job = :job)")
                .setParameter("job", job)
                .executeUpdate();
        em.createQuery("delete from JobAttempt a where a.job = :job")
                .setParameter("job", job)
                .executeUpdate();
        em.remove(job);
    }

    /** Removes every job of a workspace with all that belongs to it. */
    public void removeAll(Workspace workspace) {
        em.createQuery(
                        "delete from JobProcess p where p.attempt.id in (select a.id from JobAttempt a where a.job.workspace = :workspace)")
                .setParameter("workspace", workspace)
                .executeUpdate();
        em.createQuery(
                        "delete from JobAttempt a where a.job.id in (select j.id from Job j where j.workspace = :workspace)")
                .setParameter("workspace", workspace)
                .executeUpdate();
        em.createNativeQuery("delete from job_tag where job_id in (select id from job where workspace_id = :workspace)")
                .setParameter("workspace", workspace.id())
                .executeUpdate();
        em.createQuery("delete from Job j where j.workspace = :workspace")
                .setParameter("workspace", workspace)
                .executeUpdate();
    }
}
