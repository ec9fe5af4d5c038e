package io.heliograph.internal.delivery;

import io.heliograph.http.Deadline;
import io.heliograph.internal.base.ClientLog;
import io.heliograph.internal.base.Timing;
import io.heliograph.internal.guard.Eligibility;
import io.heliograph.internal.plan.Planner;
import io.heliograph.internal.send.SendPipeline;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.policy.DeliveryFailover;
import io.heliograph.routing.RouteDecision;
import io.heliograph.spi.Capability;
import io.heliograph.spi.SmsProvider;
import io.heliograph.tracking.AwaitResult;
import io.heliograph.tracking.DeliveryResult;
import io.heliograph.tracking.MessageTracker;
import io.heliograph.tracking.Timeline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends, waits for the delivery, and lets another provider send what the first one surely couldn't deliver, once. */
public final class DeliveryFailoverSender {
    private static final Logger LOG = LoggerFactory.getLogger(ClientLog.NAME);

    private final BiFunction<SendRequest, SendPipeline.RequestAdapter, SendOutcome> sending;
    private final BiFunction<MessageId, Duration, AwaitResult> waiting;
    private final MessageTracker tracker;
    private final Planner planner;
    private final DeliveryFailover failover;
    private final Duration deadline;
    private final Deadline total;

    /**
     * A send that waits.
     *
     * @param sending sends, as the client does
     * @param waiting waits for what becomes of a message, as the client does
     * @param deadline how long a send may take by default
     */
    public DeliveryFailoverSender(
            BiFunction<SendRequest, SendPipeline.RequestAdapter, SendOutcome> sending,
            BiFunction<MessageId, Duration, AwaitResult> waiting,
            MessageTracker tracker,
            Planner planner,
            DeliveryFailover failover,
            Timing timing,
            Duration deadline) {
        this.sending = sending;
        this.waiting = waiting;
        this.tracker = tracker;
        this.planner = planner;
        this.failover = failover;
        this.deadline = deadline;
        total = Deadline.after(failover.total(), timing::nanoTime);
    }

    public DeliveryResult deliver(SendRequest request) {
        if (request.sendAt().isPresent()) {
            throw new InvalidRequestException("sendAt", "can't stand beside waiting for the delivery");
        }
        DeliveryResult.Send first = sendOnce(request);
        if (first.outcome() instanceof SendOutcome.Unknown) {
            return DeliveryResult.once(first, "nobody knows whether a provider took it");
        }
        RouteDecision choice = planner.choose(request).orElse(null);
        if (choice == null || !(first.outcome() instanceof SendOutcome.Accepted accepted)) {
            return DeliveryResult.once(first, "no provider took it");
        }
        List<String> others = choice.providers().stream()
                .filter(name -> !name.equals(accepted.message().provider()))
                .toList();
        String veto = veto(request, first, others);
        if (veto != null) {
            return DeliveryResult.once(first, veto);
        }
        MessageId id = accepted.message().id();
        LOG.info("{} couldn't be delivered; another provider sends it too, and both may charge for it", id);
        DeliveryResult.Send second = sendOnce(secondRequest(request, others));
        return DeliveryResult.twice(asKnownNow(first), second);
    }

    /** Each line is a reason not to send again. */
    private @Nullable String veto(SendRequest request, DeliveryResult.Send first, List<String> others) {
        Timeline known = first.awaited().map(AwaitResult::timeline).orElse(null);
        Status status = first.status();
        if (known == null || !status.isFinal()) {
            return "it isn't known yet what became of it";
        }
        if (status == Status.DELIVERED) {
            return "it was delivered";
        }
        if (!status.isFailure()) {
            return "nobody knows whether it was delivered"; // UNCONFIRMED: it may be on the handset
        }
        if (status == Status.CANCELLED) {
            return "it was cancelled";
        }
        if (failsEverywhere(known)) {
            return "it failed for a reason that holds at every provider";
        }
        if (others.isEmpty()) {
            return "its route names no other provider";
        }
        return total.nanosLeft() >= secondNeeds(request).toNanos()
                ? null
                : "too little of the time for all of it is left for another provider";
    }

    /** Whether anybody has said so, and not only whoever said most. */
    private static boolean failsEverywhere(Timeline known) {
        return known.reports().stream()
                .flatMap(report -> report.failure().stream())
                .map(Failure::type)
                .anyMatch(ErrorType::isProviderIndependent);
    }

    /** A send that is cut short would only make another unknown outcome. */
    private Duration secondNeeds(SendRequest request) {
        Duration half = failover.total().minus(failover.within()).dividedBy(2);
        Duration own = request.deadline().orElse(deadline);
        return own.compareTo(half) <= 0 ? own : half;
    }

    /** The first copy may have been delivered while the second was under way. */
    private DeliveryResult.Send asKnownNow(DeliveryResult.Send leg) {
        return new DeliveryResult.Send(leg.outcome(), leg.awaited().map(this::asKnownNow));
    }

    private AwaitResult asKnownNow(AwaitResult then) {
        Timeline known = then.timeline();
        Timeline now = tracker.find(known.id()).orElse(known).merge(known);
        return new AwaitResult(now, then.end(), then.problem().orElse(null));
    }

    private DeliveryResult.Send sendOnce(SendRequest request) {
        SendOutcome outcome = sending.apply(withinTotal(request), this::withValidity);
        if (!(outcome instanceof SendOutcome.Accepted accepted)
                || !accepted.message().id().isKnown()) {
            return new DeliveryResult.Send(outcome, Optional.empty());
        }
        Duration left = Duration.ofNanos(Math.max(0, total.nanosLeft()));
        return new DeliveryResult.Send(
                outcome, Optional.of(waiting.apply(accepted.message().id(), left)));
    }

    private SendRequest withinTotal(SendRequest request) {
        Duration left = Duration.ofNanos(Math.max(1, total.nanosLeft()));
        Duration own = request.deadline().orElse(deadline);
        return own.compareTo(left) <= 0
                ? request
                : request.toBuilder().deadline(left).build();
    }

    /** So that the first copy can't arrive behind the second; where the provider knows a validity, and takes this one. */
    private SendRequest withValidity(SendRequest request, SmsProvider provider) {
        if (request.validity().isPresent() || !provider.capabilities().contains(Capability.VALIDITY)) {
            return request;
        }
        SendRequest limited = request.toBuilder().validity(failover.within()).build();
        return Eligibility.refusal(provider, limited) == null ? limited : request;
    }

    private SendRequest secondRequest(SendRequest request, List<String> others) {
        byte[] name = ("delivery-failover/" + request.key().value()).getBytes(StandardCharsets.UTF_8);
        return request.toBuilder()
                .idempotencyKey(IdempotencyKey.of(UUID.nameUUIDFromBytes(name).toString()))
                .route(String.join(" || ", others))
                .build();
    }
}
