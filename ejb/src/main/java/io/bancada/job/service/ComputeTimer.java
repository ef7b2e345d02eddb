package io.bancada.job.service;

import static org.quartz.SimpleScheduleBuilder.simpleSchedule;

import io.bancada.compute.service.DiskWatch;
import io.bancada.compute.service.IdleWatch;
import io.bancada.compute.service.LeaverConfig;
import io.bancada.compute.service.LeaverWatch;
import io.bancada.compute.service.MachineHealth;
import io.bancada.compute.service.ScheduleClock;
import io.bancada.compute.service.SlowNodeWatch;
import io.bancada.compute.service.SshConfig;
import io.bancada.compute.service.SshPersonWatch;
import io.bancada.compute.service.UpkeepConfig;
import io.bancada.node.service.OrphanCollector;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/**
 * The clock of the compute loop: ticks, looks for slow nodes and for schedules and disks that are due
 * every {@code bancada.tick-seconds} (default 5), searches for orphans every {@code bancada.orphan-seconds} (default 60), looks at
 * attached machines every {@code bancada.attached.health-seconds} (default 30), for idle instances every
 * {@code bancada.instances.idle-look}, and for people who may not sign on any more every
 * {@code bancada.instances.ssh-look} and {@code bancada.instances.leaver-look}. Its own schedule is kept in memory on purpose: every server ticks for the nodes that
 * are its own, and what people have scheduled stands in rows.
 */
@Singleton
@Startup
@DependsOn("FirstStart")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@SuppressWarnings("NullAway") // it takes @PostConstruct for the place where fields are set; the constructor sets them
public class ComputeTimer {
    private static final Logger LOG = Logger.getLogger(ComputeTimer.class);

    private ComputeLoop loop;
    private OrphanCollector orphans;
    private SlowNodeWatch slowNodes;
    private MachineHealth machines;
    private ScheduleClock schedules;
    private IdleWatch idleness;
    private DiskWatch disks;
    private SshPersonWatch sshPeople;
    private LeaverWatch leavers;
    private UpkeepConfig upkeep;
    private SshConfig ssh;
    private LeaverConfig leaving;
    private Scheduler scheduler;

    @Resource
    private ManagedExecutorService executor;

    @Inject
    public ComputeTimer(
            ComputeLoop loop,
            OrphanCollector orphans,
            SlowNodeWatch slowNodes,
            MachineHealth machines,
            ScheduleClock schedules,
            IdleWatch idleness,
            DiskWatch disks,
            SshPersonWatch sshPeople,
            LeaverWatch leavers,
            UpkeepConfig upkeep,
            SshConfig ssh,
            LeaverConfig leaving) {
        this.loop = loop;
        this.slowNodes = slowNodes;
        this.orphans = orphans;
        this.machines = machines;
        this.schedules = schedules;
        this.idleness = idleness;
        this.disks = disks;
        this.sshPeople = sshPeople;
        this.leavers = leavers;
        this.upkeep = upkeep;
        this.ssh = ssh;
        this.leaving = leaving;
    }

    protected ComputeTimer() {}

    @PostConstruct
    void start() {
        try {
            var properties = new Properties();
            properties.setProperty(StdSchedulerFactory.PROP_SCHED_INSTANCE_NAME, "bancada-computes");
            properties.setProperty("org.quartz.threadPool.threadCount", "2");
            scheduler = new StdSchedulerFactory(properties).getScheduler();
            // Quartz's own threads know nothing of the container: they only hand over to the managed executor.
            var works = Map.<String, Runnable>of(
                    "tick", loop::tick,
                    "orphans", orphans::collect,
                    "slow-nodes", slowNodes::look,
                    "health", machines::checkAll,
                    "schedules", schedules::tick,
                    "idleness", idleness::lookAtAll,
                    "disks", disks::look,
                    "ssh-people", sshPeople::look,
                    "leavers", leavers::look);
            scheduler.setJobFactory((bundle, s) -> {
                var work = works.get(bundle.getJobDetail().getKey().getName());
                return new Handover(() -> handOver(work));
            });
            every("tick", seconds("bancada.tick-seconds", 5));
            every("slow-nodes", seconds("bancada.tick-seconds", 5));
            every("schedules", seconds("bancada.tick-seconds", 5));
            every("disks", seconds("bancada.tick-seconds", 5));
            every("idleness", Math.toIntExact(upkeep.idleLook().toSeconds()));
            every("ssh-people", Math.toIntExact(ssh.look().toSeconds()));
            every("leavers", Math.toIntExact(leaving.look().toSeconds()));
            every("health", seconds("bancada.attached.health-seconds", 30));
            every("orphans", seconds("bancada.orphan-seconds", 60));
            scheduler.start();
        } catch (SchedulerException e) {
            throw new IllegalStateException("the compute timer cannot start", e);
        }
    }

    @PreDestroy
    void stop() {
        try {
            scheduler.shutdown(false);
        } catch (SchedulerException e) {
            throw new IllegalStateException("the compute timer cannot stop", e);
        }
    }

    private void handOver(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException e) { // the server goes down, or is too busy now: the next turn comes
            LOG.debugf("a turn is left out: %s", e.getMessage());
        }
    }

    private void every(String name, int seconds) throws SchedulerException {
        scheduler.scheduleJob(
                JobBuilder.newJob(Handover.class).withIdentity(name).build(),
                TriggerBuilder.newTrigger()
                        .withSchedule(simpleSchedule()
                                .withIntervalInSeconds(seconds)
                                .repeatForever()
                                .withMisfireHandlingInstructionNextWithRemainingCount())
                        .build());
    }

    private static int seconds(String key, int whenUnset) {
        var seconds =
                ConfigProvider.getConfig().getOptionalValue(key, Integer.class).orElse(whenUnset);
        if (seconds < 1) {
            throw new IllegalStateException(key + " is " + seconds + "; give 1 or more seconds");
        }
        return seconds;
    }

    /** Hands over to the container's threads. */
    @DisallowConcurrentExecution
    static final class Handover implements Job {
        private final Runnable work;

        Handover(Runnable work) {
            this.work = work;
        }

        @Override
        public void execute(JobExecutionContext context) {
            work.run();
        }
    }
}
