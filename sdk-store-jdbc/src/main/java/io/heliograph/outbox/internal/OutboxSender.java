package io.heliograph.outbox.internal;

import io.heliograph.SmsClient;
import io.heliograph.error.SmsException;
import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.outbox.OutboxSettings;
import io.heliograph.outbox.OutboxState;
import io.heliograph.store.StoreException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Does what a row needs next: an attempt, or finding out what became of one. It decides by the row alone, so that it may be called
 * by anybody at any time; the claim of the row's key keeps two calls from sending twice. Thread-safe.
 */
final class OutboxSender {
    /** How much longer than its deadline an attempt may take before another worker takes it for dead. */
    static final Duration GRACE = Duration.ofSeconds(15);

    /** How often a row is looked at that waits for an earlier one, or whose worker is closing. */
    private static final Duration SOON = Duration.ofSeconds(2);

    /** A day after its claim the client repeats no send to reconcile it. */
    private static final Duration REPEATED = Duration.ofDays(1).plusHours(1);

    private static final Duration MAX_CHECK_WAIT = Duration.ofHours(1);

    private final OutboxRows rows;
    private final RequestCodec codec;
    private final IdempotencyStore keys;
    private final Supplier<Duration> keysKept;
    private final SmsClient client;
    private final OutboxSettings settings;
    private final OutboxEvents events;
    private final Backoff retries;
    private final Backoff checks;
    private final InFlight inFlight = new InFlight();

    /** @param keysKept for how long the store surely remembers the key of an attempt */
    OutboxSender(
            OutboxRows rows,
            RequestCodec codec,
            IdempotencyStore keys,
            Supplier<Duration> keysKept,
            SmsClient client,
            OutboxSettings settings,
            OutboxEvents events) {
        this.rows = rows;
        this.codec = codec;
        this.keys = keys;
        this.keysKept = keysKept;
        this.client = client;
        this.settings = settings;
        this.events = events;
        retries = new Backoff(
                settings.firstRetry(),
                settings.maxRetry(),
                () -> ThreadLocalRandom.current().nextDouble());
        checks = new Backoff(
                settings.firstRetry(),
                MAX_CHECK_WAIT,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * Looks at a row and does what is due.
     *
     * @throws StoreException if the database failed
     */
    NextLook process(IdempotencyKey key) {
        OutboxRow row = rows.row(key).orElse(null);
        if (row == null) {
            return NextLook.UNLESS_RETRIED;
        }
        return switch (row.state()) {
            case SENT -> NextLook.NEVER;
            case DEAD -> NextLook.UNLESS_RETRIED;
            case WAITING -> row.isDue() ? attempt(row) : NextLook.in(row.dueIn());
            case SENDING ->
                row.isDue() ? lost(row, "its worker ended without noting the outcome") : NextLook.in(row.dueIn());
            case UNKNOWN -> row.isDue() ? reconcile(row) : NextLook.in(row.dueIn());
        };
    }

    /** An attempt ended without a note, because its worker died or failed: from now on its outcome is unknown. */
    void ended(IdempotencyKey key, String reason) {
        rows.row(key).filter(row -> row.state() == OutboxState.SENDING).ifPresent(row -> markLost(row, reason));
    }

    /** Its task has ended: one that was retried or enqueued again meanwhile gets another. */
    void taskEnded(IdempotencyKey key) {
        rows.scheduleIfOpen(key);
    }

    /** Its task was planned anew: one that was dropped and enqueued again meanwhile doesn't wait so long. */
    void taskPutOff(IdempotencyKey key, Duration time) {
        if (time.compareTo(SOON) > 0) {
            rows.wakeIfOverdue(key);
        }
    }

    private boolean markLost(OutboxRow row, String reason) {
        boolean changed = rows.unknown(row, OutboxRows.SENDING, row.attempts(), Duration.ZERO, reason);
        if (changed) {
            events.unresolved(row.key(), reason);
        }
        return changed;
    }

    private NextLook lost(OutboxRow row, String reason) {
        return markLost(row, reason) ? process(row.key()) : NextLook.in(SOON);
    }

    private NextLook attempt(OutboxRow row) {
        if (row.age().compareTo(settings.maxAge()) > 0) {
            return dead(row, OutboxRows.WAITING, row.attempts(), "it was due for longer than " + settings.maxAge());
        }
        SendRequest request;
        try {
            request = request(row);
        } catch (InvalidRequestException e) {
            return dead(row, OutboxRows.WAITING, row.attempts(), message(e));
        }
        Duration deadline = request.deadline().orElse(settings.deadline());
        if (!inFlight.enter(deadline.plus(GRACE))) {
            return NextLook.in(Duration.ZERO); // another process goes on
        }
        try {
            if (!rows.begin(row, request.to(), deadline.plus(GRACE))) {
                return NextLook.in(SOON);
            }
            return send(row, row.attempts() + 1, request);
        } finally {
            inFlight.leave();
        }
    }

    /** The message of an exception of this library, which holds neither number nor text. */
    private static String message(RuntimeException e) {
        return Objects.requireNonNullElse(e.getMessage(), "");
    }

    private SendRequest request(OutboxRow row) {
        SendRequest request = codec.read(Objects.requireNonNull(row.request(), "request"), row.sendKey());
        return request.deadline().isPresent()
                ? request
                : request.toBuilder().deadline(settings.deadline()).build();
    }

    private NextLook send(OutboxRow row, int attempts, SendRequest request) {
        SendOutcome outcome;
        try {
            outcome = client.trySend(request);
        } catch (InvalidRequestException e) {
            return dead(row, OutboxRows.SENDING, attempts, message(e));
        } catch (RuntimeException e) {
            String reason = "the client failed with " + e.getClass().getName();
            return unknown(row, OutboxRows.SENDING, attempts, reason);
        }
        return concluded(row, OutboxRows.SENDING, attempts, outcome);
    }

    /** @param from the state that the row is in */
    private NextLook concluded(OutboxRow row, int from, int attempts, SendOutcome outcome) {
        return outcome.fold(
                accepted -> sent(row, attempts, accepted),
                rejected -> rejected(row, from, attempts, rejected.failure()),
                unknown -> unknown(row, from, attempts, unknown.reason()));
    }

    private NextLook sent(OutboxRow row, int attempts, SendOutcome.Accepted outcome) {
        if (rows.sent(row, attempts)) {
            events.sent(row.key(), outcome);
            rows.wakeNext(row.recipient());
            return NextLook.NEVER;
        }
        return NextLook.in(SOON); // the claim of its key tells the next worker that it was sent
    }

    private NextLook rejected(OutboxRow row, int from, int attempts, Failure failure) {
        if (failure.type() == ErrorType.DUPLICATE) {
            return unknown(row, from, attempts, failure.reason());
        }
        if (!Rejections.isTemporary(failure)) {
            return dead(row, from, attempts, failure.type() + ": " + failure.reason());
        }
        Duration wait = retries.after(attempts, failure.retryAfter().orElse(Duration.ZERO));
        if (row.age().plus(wait).compareTo(settings.maxAge()) > 0) {
            String reason = "it couldn't be sent within " + settings.maxAge() + "; " + failure.type() + ": ";
            return dead(row, from, attempts, reason + failure.reason());
        }
        rows.again(row, from, attempts, wait, failure.type() + ": " + failure.reason());
        return NextLook.in(wait);
    }

    private NextLook unknown(OutboxRow row, int from, int attempts, String reason) {
        Duration wait = checks.after(row.checks() + 1);
        if (rows.unknown(row, from, attempts, wait, reason) && from != OutboxRows.UNKNOWN) {
            events.unresolved(row.key(), reason);
        }
        return NextLook.in(wait);
    }

    private NextLook dead(OutboxRow row, int from, int attempts, String reason) {
        if (rows.dead(row, from, attempts, reason)) {
            events.dead(row.key(), reason);
            rows.wakeNext(row.recipient());
            return NextLook.UNLESS_RETRIED;
        }
        return NextLook.in(SOON);
    }

    private NextLook reconcile(OutboxRow row) {
        if (!inFlight.enter(settings.deadline().plus(GRACE))) {
            return NextLook.in(Duration.ZERO);
        }
        try {
            Claim claim = keys.find(row.sendKey()).orElse(null);
            if (claim == null) {
                return notRemembered(row);
            }
            return mightBeSentLate(row) ? recorded(row, claim) : reconcileClaim(row);
        } catch (InvalidRequestException | SmsException e) {
            return unknown(row, OutboxRows.UNKNOWN, row.attempts(), message(e));
        } finally {
            inFlight.leave();
        }
    }

    /** A key without a claim was never sent with, or was freed by a rejection, as long as it can't be forgotten. */
    private NextLook notRemembered(OutboxRow row) {
        return row.sinceBegan().compareTo(keysKept.get()) < 0
                ? again(row, "nothing was sent: its key has no claim")
                : unknown(
                        row,
                        OutboxRows.UNKNOWN,
                        row.attempts(),
                        "it was begun so long ago that its key may be forgotten; drop it, or enqueue it anew");
    }

    /** Reconciling may repeat the send at a vendor that removes duplicates, for a day; it could be the first SMS, and too late. */
    private boolean mightBeSentLate(OutboxRow row) {
        return row.age().compareTo(settings.maxAge()) > 0 && row.sinceBegan().compareTo(REPEATED) < 0;
    }

    private NextLook recorded(OutboxRow row, Claim claim) {
        SendOutcome outcome = claim.outcome().orElse(null);
        return outcome == null || claim.isUnresolved()
                ? unknown(
                        row,
                        OutboxRows.UNKNOWN,
                        row.attempts(),
                        "it is too old to be sent; it is looked up after a day")
                : concluded(row, OutboxRows.UNKNOWN, row.attempts(), outcome);
    }

    private NextLook reconcileClaim(OutboxRow row) {
        SendOutcome outcome = client.reconcile(request(row));
        // What isn't replayed is the proof that no provider has it; a replay is the outcome of the attempt itself.
        if (outcome instanceof SendOutcome.Rejected rejected && !rejected.replayed()) {
            return again(row, "nothing was sent: " + rejected.failure().reason());
        }
        return concluded(row, OutboxRows.UNKNOWN, row.attempts(), outcome);
    }

    private NextLook again(OutboxRow row, String reason) {
        rows.again(row, OutboxRows.UNKNOWN, row.attempts(), Duration.ZERO, reason);
        return NextLook.in(Duration.ZERO);
    }

    /** Begins nothing new, and waits for what is under way, at most up to its deadline; false if it is still under way then. */
    boolean stop() {
        return inFlight.stop();
    }
}
