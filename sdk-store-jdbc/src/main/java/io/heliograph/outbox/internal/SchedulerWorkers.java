package io.heliograph.outbox.internal;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.outbox.OutboxSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Workers that db-scheduler wakes, for PostgreSQL. It never decides what is sent: each execution, also one after a failure or a dead
 * worker, looks at its row and does what that needs. The only class that knows db-scheduler. Thread-safe.
 */
final class SchedulerWorkers implements OutboxWorkers {
    private static final int MISSED_HEARTBEATS = 6;
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration NEVER_DELETED = Duration.ofDays(36_500);
    private static final Duration SHUTDOWN = Duration.ofSeconds(5);

    private final Scheduler scheduler;

    private SchedulerWorkers(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    static OutboxWorkers start(DataSource source, OutboxSettings settings, OutboxSender sender) {
        Scheduler scheduler = Scheduler.create(source, task(sender))
                .tableName(Scheduled.TABLE)
                .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
                .threads(settings.threads())
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(settings.pollInterval())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .deleteUnresolvedAfter(NEVER_DELETED)
                .shutdownMaxWait(SHUTDOWN) // the sends have been waited for before
                .failureLogging(LogLevel.DEBUG, false) // a message may hold anything; the class is logged below
                .addSchedulerListener(new UnknownTasks())
                .build();
        scheduler.start();
        return new SchedulerWorkers(scheduler);
    }

    private static Task<Void> task(OutboxSender sender) {
        return Tasks.custom(Scheduled.TASK, Void.class)
                .onFailure((done, operations) -> {
                    String cause =
                            done.getCause().map(e -> e.getClass().getName()).orElse("an error");
                    IdempotencyKey key = key(done.getExecution().taskInstance);
                    OutboxEvents.LOG.warn("{} couldn't be worked on: {}", key, cause);
                    sender.ended(key, "its worker failed with " + cause);
                    operations.reschedule(done, Instant.now().plus(AFTER_FAILURE));
                })
                .onDeadExecution((done, operations) -> {
                    sender.ended(key(done.getExecution().taskInstance), "its worker died");
                    operations.reschedule(done, Instant.now());
                })
                .execute((instance, context) -> completion(sender, key(instance)));
    }

    private static IdempotencyKey key(TaskInstance<?> instance) {
        return IdempotencyKey.of(instance.getId());
    }

    private static CompletionHandler<Void> completion(OutboxSender sender, IdempotencyKey key) {
        NextLook next = sender.process(key);
        Duration in = next.in();
        return (done, operations) -> {
            if (in == null) {
                operations.stop();
                if (next.mayComeBack()) {
                    sender.taskEnded(key);
                }
            } else {
                operations.reschedule(done, Instant.now().plus(in));
                sender.taskPutOff(key, in);
            }
        };
    }

    /** Warns of tasks that only another version of this library knows; they are kept. */
    private static final class UnknownTasks extends AbstractSchedulerListener {
        @Override
        public void onSchedulerEvent(SchedulerEventType type) {
            if (type == SchedulerEventType.UNRESOLVED_TASK) {
                OutboxEvents.LOG.warn(
                        "{} has tasks that this version doesn't know; they are kept for one that does",
                        Scheduled.TABLE);
            }
        }
    }

    @Override
    public void wake() {
        scheduler.triggerCheckForDueExecutions();
    }

    @Override
    public void pause() {
        scheduler.pause();
    }

    @Override
    public void close() {
        scheduler.stop();
    }
}
