package io.heliograph;

import io.heliograph.error.SmsException;
import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.internal.base.Timing;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendOutcome;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.tracking.StatusReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs a call of the real client again up to where it does what nobody knows the result of yet. So a call stands still at
 * any of its steps without a thread of its own.
 */
final class SystematicRun implements Timing, IdempotencyStore {
    private static final RetryPolicy POLICY = RetryPolicy.builder()
            .maxAttemptsPerProvider(2)
            .maxAttempts(3)
            .attemptTimeout(SystematicCase.DEADLINE.dividedBy(2))
            .build();

    private final SystematicCall call;
    private final List<SystematicPlace.Learnt> way;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();
    private final SmsClient client;
    private int at;
    private long nanos;

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return SystematicCase.BEGIN.plusNanos(nanos);
        }
    };

    /** Ends a run where it comes to a new step; the client catches it as little as a death. */
    private static final class Pause extends VirtualMachineError {
        private final transient SystematicStep step;

        Pause(SystematicStep step) {
            this.step = step;
        }

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }

    SystematicRun(SystematicCall call, List<SystematicPlace.Learnt> way) {
        this.call = call;
        this.way = way;
        SmsClientBuilder builder = SmsClient.builder()
                .timing(this)
                .idempotencyStore(this)
                .retry(POLICY.toBuilder()
                        .reconcile(call.kind() != SystematicCall.Kind.FIRST)
                        .build())
                .deadline(SystematicCase.DEADLINE)
                .waitForConcurrentSend(false);
        for (int i = 0; i < call.dedupes().size(); i++) {
            builder.provider(new SystematicProvider(this, i, call.dedupes().get(i), call.quiet()));
        }
        client = builder.build();
    }

    /** What the call does next. */
    SystematicStep next() {
        try {
            Object end;
            try {
                end = switch (call.kind()) {
                    case FIRST, SEND, SEND_OTHER -> client.trySend(call.request());
                    case RECONCILE -> client.reconcile(call.request());
                    case REPORT ->
                        client.tracker().add(step(SystematicStep.of(SystematicStep.Kind.REPORT), StatusReport.class));
                };
            } catch (SmsException | InvalidRequestException e) {
                end = e;
            }
            return SystematicStep.end(end);
        } catch (Pause pause) {
            return pause.step;
        }
    }

    <T> T step(SystematicStep step, Class<T> type) {
        return type.cast(Objects.requireNonNull(learn(step)));
    }

    private @Nullable Object learn(SystematicStep step) {
        long before = nanos;
        while (at < way.size()) {
            SystematicPlace.Learnt learnt = way.get(at++);
            nanos += learnt.elapsed();
            Object result = learnt.result();
            if (result instanceof RuntimeException failure) {
                throw failure;
            }
            if (!(result instanceof StatusReport report) || step.kind() == SystematicStep.Kind.REPORT) {
                return result;
            }
            hear(report);
        }
        throw new Pause(step.later(nanos - before));
    }

    /** A webhook comes to the same client while its call stands still. */
    private void hear(StatusReport report) {
        try {
            client.tracker().add(report);
        } catch (SmsException e) {
            return; // the vendor's server gets a 500
        }
    }

    private SystematicStep ofStore(SystematicStep.Kind kind, @Nullable Claim seen, @Nullable String owner) {
        return ofStore(kind, seen, owner, Duration.ZERO, null);
    }

    private SystematicStep ofStore(
            SystematicStep.Kind kind,
            @Nullable Claim seen,
            @Nullable String owner,
            Duration lease,
            @Nullable Object end) {
        Claim named = seen == null ? null : owned(seen, nameOf(seen.owner()), Instant.EPOCH);
        String name = owner == null ? null : nameOf(owner);
        return new SystematicStep(kind, -1, named, name, lease, null, end);
    }

    /** What others know an owner by, because each run draws other ids for its own. */
    private String nameOf(String owner) {
        return names.getOrDefault(owner, owner);
    }

    private void own(String owner) {
        if (!names.containsKey(owner)) {
            String name = call.name() + (names.size() + 1);
            names.put(owner, name);
            owners.put(name, owner);
        }
    }

    private static Claim owned(Claim claim, String owner, Instant readAt) {
        return claim.leased(owner, claim.leaseEnds(), Duration.ZERO).readAt(readAt);
    }

    private Claim here(SystematicStores.Read read) {
        String owner = read.claim().owner();
        return owned(read.claim(), owners.getOrDefault(owner, owner), read.at());
    }

    @Override
    public Claim claim(IdempotencyKey key, Fingerprint fingerprint, String owner, Duration lease) {
        own(owner);
        SystematicStep step =
                new SystematicStep(SystematicStep.Kind.CLAIM, -1, null, nameOf(owner), lease, fingerprint, null);
        return here(step(step, SystematicStores.Read.class));
    }

    @Override
    public Optional<Claim> lease(Claim seen, String owner, Duration lease) {
        own(owner);
        return read(ofStore(SystematicStep.Kind.LEASE, seen, owner, lease, null));
    }

    @Override
    public Optional<Claim> attempt(Claim mine, String provider) {
        return read(ofStore(SystematicStep.Kind.ATTEMPT, mine, null, Duration.ZERO, provider));
    }

    @Override
    public boolean finish(Claim seen, SendOutcome outcome) {
        return step(ofStore(SystematicStep.Kind.FINISH, seen, null, Duration.ZERO, outcome), Boolean.class);
    }

    @Override
    public boolean release(Claim mine) {
        return step(ofStore(SystematicStep.Kind.RELEASE, mine, null), Boolean.class);
    }

    @Override
    public Optional<Claim> find(IdempotencyKey key) {
        return read(ofStore(SystematicStep.Kind.FIND, null, null));
    }

    private Optional<Claim> read(SystematicStep step) {
        return Optional.ofNullable((SystematicStores.Read) learn(step)).map(this::here);
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public void sleep(Duration duration) {
        learn(SystematicStep.at(SystematicStep.Kind.SLEEP, -1, duration));
    }

    @Override
    public double jitter() {
        return 0.5;
    }
}
