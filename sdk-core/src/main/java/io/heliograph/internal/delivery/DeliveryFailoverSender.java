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

/**
 * Sends, waits for the delivery, and sends once more through another provider where the first one certainly couldn't
 * deliver.
 */
public final class DeliveryFailoverSender {
    private static final Logger LOG = LoggerFactory.getLogger(ClientLog.NAME);

    private final BiFunction<SendRequest, SendPipeline.RequestAdapter, SendOutcome> sender;
    private final BiFunction<MessageId, Duration, AwaitResult> waiter;
    private final MessageTracker tracker;
    private final Planner planner;
    private final DeliveryFailover failover;
    private final Duration deadline;
    private final Deadline total;

    /**
     * Makes a sender for one request.
     *
     * @param sender sends, as {@code SmsClient.trySend} does
     * @param waiter waits for a final status, as {@code SmsClient.await} does
     * @param deadline how long a send may take by default
     */
    public DeliveryFailoverSender(
            BiFunction<SendRequest, SendPipeline.RequestAdapter, SendOutcome> sender,
            BiFunction<MessageId, Duration, AwaitResult> waiter,
            MessageTracker tracker,
            Planner planner,
            DeliveryFailover failover,
            Timing timing,
            Duration deadline) {
        this.sender = sender;
        this.waiter = waiter;
        this.tracker = tracker;
        this.planner = planner;
        this.failover = failover;
        this.deadline = deadline;
        total = Deadline.after(failover.total(), timing::nanoTime);
    }

    public DeliveryResult deliver(SendRequest request) {
        if (request.sendAt().isPresent()) {
            throw new InvalidRequestException("sendAt", "can't be combined with waiting for the delivery");
        }
        DeliveryResult.Send first = sendOnce(request);
        if (first.outcome() instanceof SendOutcome.Unknown) {
            return DeliveryResult.once(first, "it isn't known whether a provider accepted it");
        }
        RouteDecision decision = planner.choose(request).orElse(null);
        if (decision == null || !(first.outcome() instanceof SendOutcome.Accepted accepted)) {
            return DeliveryResult.once(first, "no provider accepted it");
        }
        List<String> others = decision.providers().stream()
                .filter(name -> !name.equals(accepted.message().provider()))
                .toList();
        String veto = veto(request, first, others);
        if (veto != null) {
            return DeliveryResult.once(first, veto);
        }
        MessageId id = accepted.message().id();
        LOG.info("{} couldn't be delivered; another provider sends it too, and both may charge for it", id);
        DeliveryResult.Send second = sendOnce(secondRequest(request, others));
        return DeliveryResult.twice(updated(first), second);
    }

    /** Each line is a reason not to send again. */
    private @Nullable String veto(SendRequest request, DeliveryResult.Send first, List<String> others) {
        Timeline known = first.awaited().map(AwaitResult::timeline).orElse(null);
        Status status = first.status();
        if (known == null || !status.isFinal()) {
            return "its final status isn't known yet";
        }
        if (status == Status.DELIVERED) {
            return "it was delivered";
        }
        if (!status.isFailure()) {
            return "it isn't known whether it was delivered"; // UNCONFIRMED: it may be on the handset
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
        return total.nanosLeft() >= secondSendTime(request).toNanos()
                ? null
                : "too little of the total time is left for another provider";
    }

    /** Whether any report says so, not only the one that decides the status. */
    private static boolean failsEverywhere(Timeline known) {
        return known.reports().stream()
                .flatMap(report -> report.failure().stream())
                .map(Failure::type)
                .anyMatch(ErrorType::isProviderIndependent);
    }

    /** How much time a second send needs: one that is cut short would only be another unknown outcome. */
    private Duration secondSendTime(SendRequest request) {
        Duration half = failover.total().minus(failover.within()).dividedBy(2);
        Duration sendDeadline = request.deadline().orElse(deadline);
        return sendDeadline.compareTo(half) <= 0 ? sendDeadline : half;
    }

    /** Updates the first send: its message may have been delivered while the second was sent. */
    private DeliveryResult.Send updated(DeliveryResult.Send send) {
        return new DeliveryResult.Send(send.outcome(), send.awaited().map(this::updated));
    }

    private AwaitResult updated(AwaitResult earlier) {
        Timeline now = StatusWaiter.latest(tracker, earlier.timeline());
        return new AwaitResult(now, earlier.reason(), earlier.problem().orElse(null));
    }

    private DeliveryResult.Send sendOnce(SendRequest request) {
        SendOutcome outcome = sender.apply(withinTotal(request), this::withValidity);
        if (!(outcome instanceof SendOutcome.Accepted accepted)
                || !accepted.message().id().isKnown()) {
            return new DeliveryResult.Send(outcome, Optional.empty());
        }
        Duration left = Duration.ofNanos(Math.max(0, total.nanosLeft()));
        return new DeliveryResult.Send(
                outcome, Optional.of(waiter.apply(accepted.message().id(), left)));
    }

    private SendRequest withinTotal(SendRequest request) {
        Duration left = Duration.ofNanos(Math.max(1, total.nanosLeft()));
        Duration sendDeadline = request.deadline().orElse(deadline);
        return sendDeadline.compareTo(left) <= 0
                ? request
                : request.toBuilder().deadline(left).build();
    }

    /** Limits the validity where the provider supports that, so that the first copy can't arrive after the second. */
    private SendRequest withValidity(SendRequest request, SmsProvider provider) {
        if (request.validity().isPresent() || !provider.capabilities().contains(Capability.VALIDITY)) {
            return request;
        }
        SendRequest limited = request.toBuilder().validity(failover.within()).build();
        return Eligibility.failure(provider, limited) == null ? limited : request;
    }

    private SendRequest secondRequest(SendRequest request, List<String> others) {
        byte[] name = ("delivery-failover/" + request.key().value()).getBytes(StandardCharsets.UTF_8);
        return request.toBuilder()
                .idempotencyKey(IdempotencyKey.of(UUID.nameUUIDFromBytes(name).toString()))
                .route(String.join(" || ", others))
                .build();
    }
}
