package io.heliograph;

import io.heliograph.error.SmsException;
import io.heliograph.error.UnknownOutcomeException;
import io.heliograph.event.SmsEventListener;
import io.heliograph.http.Deadline;
import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.idempotency.MemoryIdempotencyStore;
import io.heliograph.internal.base.ClientLog;
import io.heliograph.internal.base.EventPublisher;
import io.heliograph.internal.base.Timing;
import io.heliograph.internal.delivery.DeliveryFailoverSender;
import io.heliograph.internal.delivery.InboundEventHandler;
import io.heliograph.internal.delivery.ProviderQueries;
import io.heliograph.internal.delivery.ReportConfirmation;
import io.heliograph.internal.delivery.StatusWaiter;
import io.heliograph.internal.guard.CostCalculator;
import io.heliograph.internal.guard.ProviderGate;
import io.heliograph.internal.guard.SpendGuard;
import io.heliograph.internal.guard.SuppressionGuard;
import io.heliograph.internal.key.IdempotencyGuard;
import io.heliograph.internal.key.Reconciler;
import io.heliograph.internal.key.ReportReconciler;
import io.heliograph.internal.key.UnknownSends;
import io.heliograph.internal.plan.Planner;
import io.heliograph.internal.send.InFlightSends;
import io.heliograph.internal.send.ProviderAttempts;
import io.heliograph.internal.send.SendPipeline;
import io.heliograph.internal.send.SendPipeline.RequestAdapter;
import io.heliograph.message.Balance;
import io.heliograph.message.BulkListener;
import io.heliograph.message.BulkReport;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.money.CostEstimate;
import io.heliograph.policy.DeliveryFailover;
import io.heliograph.policy.ProviderState;
import io.heliograph.routing.Plan;
import io.heliograph.routing.Route;
import io.heliograph.spi.SmsProvider;
import io.heliograph.suppression.SuppressionList;
import io.heliograph.tracking.AwaitResult;
import io.heliograph.tracking.DeliveryResult;
import io.heliograph.tracking.MessageTracker;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.Timeline;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Sends SMS through one or more providers; one logical send is at most one SMS.
 *
 * <p>Thread-safe; make one and keep it. It blocks the calling thread until the outcome is known or the deadline passes, and
 * starts no thread for a send: use virtual threads, or {@link #sendAsync} with an executor, for many sends at once.
 *
 * <pre>{@code
 * SmsClient sms = SmsClient.builder().provider(Wavix.builder().apiKey(System.getenv("WAVIX_KEY")).build()).build();
 * Message message = sms.send(SendRequest.to("+66812345678").from("ACME").text("Your code is 482910").build());
 * }</pre>
 */
public final class SmsClient implements AutoCloseable {
    private final Map<String, SmsProvider> providers;
    private final Map<String, ProviderGate> gates;
    private final Planner planner;
    private final SendPipeline pipeline;
    private final Reconciler reconciler;
    private final ProviderQueries queries;
    private final MessageTracker tracker;
    private final WebhookReceiver webhooks;
    private final SuppressionList suppressions;
    private final Timing timing;
    private final LongSupplier nanoTime;
    private final Duration deadline;
    private final @Nullable MemoryIdempotencyStore memoryStore;
    private final IntConsumer forgottenKeys;
    private final Duration shutdownTimeout;
    private final InFlightSends inFlight = new InFlightSends();
    volatile boolean isShutDown;

    SmsClient(SmsClientBuilder builder) {
        providers = Collections.unmodifiableMap(new LinkedHashMap<>(builder.providers));
        timing = builder.timing;
        nanoTime = timing::nanoTime;
        deadline = builder.deadline;
        shutdownTimeout = builder.shutdownTimeout;
        EventPublisher<SmsEventListener> events =
                new EventPublisher<>(LoggerFactory.getLogger(ClientLog.NAME), builder.listeners);
        gates = builder.gates(events);
        suppressions = new SuppressionList(builder.suppressionStore, builder.suppressionScope, timing.clock());
        builder.suppressed.forEach(suppressions::add);
        SuppressionGuard suppressionGuard = new SuppressionGuard(suppressions, timing.clock());
        CostCalculator costs = new CostCalculator(builder.prices);
        SpendGuard spendGuard = SpendGuard.of(builder.spend, gates.keySet(), costs, builder::spendStoreOrMemory);
        planner = new Planner(gates, builder.routeOrAll(), costs, spendGuard, suppressionGuard);
        forgottenKeys = count -> events.publish(listener -> listener.keysForgotten(count));
        IdempotencyStore store = builder.storeOrMemory(forgottenKeys);
        IdempotencyGuard idempotency = new IdempotencyGuard(store, builder.waitsForConcurrentSend, timing, events);
        UnknownSends unknownSends = new UnknownSends(idempotency, events, timing);
        ReportReconciler reports = new ReportReconciler(idempotency, unknownSends, builder.earlyReports);
        ProviderAttempts.PipelineServices services =
                new ProviderAttempts.PipelineServices(builder.retry, timing, events, suppressionGuard, spendGuard);
        pipeline = new SendPipeline(planner, idempotency, unknownSends, reports, services);
        reconciler = new Reconciler(gates, idempotency, unknownSends, timing, suppressionGuard, reports);
        queries = new ProviderQueries(providers, suppressionGuard);
        tracker = new MessageTracker(
                builder.timelines,
                report -> {
                    reports.accept(report);
                    suppressionGuard.record(report);
                },
                spendGuard == null ? timeline -> {} : spendGuard::correct);
        ReportConfirmation confirmation =
                builder.confirmsUnsigned ? new ReportConfirmation(providers, this::queryStatus, timing.clock()) : null;
        InboundEventHandler inbound = new InboundEventHandler(tracker, suppressions, confirmation, timing.clock());
        webhooks = new WebhookReceiver(providers, timing.clock(), builder.keywords, inbound);
        memoryStore = store instanceof MemoryIdempotencyStore memory ? memory : null;
    }

    public static SmsClientBuilder builder() {
        return new SmsClientBuilder();
    }

    /**
     * Sends a message, and returns it as the provider accepted it. Accepted isn't delivered: see {@link #status}.
     *
     * @throws UnknownOutcomeException if the message may have been sent, and that can't be found out now
     * @throws SmsException if it was certainly not sent, with the reason
     */
    public Message send(SendRequest request) {
        SendOutcome outcome = trySend(request);
        if (outcome instanceof SendOutcome.Accepted accepted) {
            return accepted.message();
        }
        if (outcome instanceof SendOutcome.Rejected rejected) {
            throw SmsException.of(rejected.failure(), rejected.attempts());
        }
        throw new UnknownOutcomeException((SendOutcome.Unknown) outcome);
    }

    /**
     * Sends a message, and returns its outcome as a value; it throws nothing that a provider or the network can cause.
     *
     * @throws InvalidRequestException if the request's key was used for another message, or its route can't be read
     */
    public SendOutcome trySend(SendRequest request) {
        return trySend(request, null);
    }

    private SendOutcome trySend(SendRequest request, @Nullable RequestAdapter adapter) {
        try (InFlightSends.Ticket ticket = inFlight.enter(request.key())) {
            return sendTicketed(ticket, request, deadlineOf(request), adapter);
        }
    }

    private SendOutcome sendTicketed(
            InFlightSends.Ticket ticket, SendRequest request, Deadline time, @Nullable RequestAdapter adapter) {
        return ticket.begin()
                ? recordAccepted(request, pipeline.send(request, time, adapter))
                : pipeline.reject(request, InFlightSends.CLOSED);
    }

    private SendOutcome recordAccepted(SendRequest request, SendOutcome outcome) {
        if (outcome instanceof SendOutcome.Accepted accepted) {
            Message message = accepted.message();
            int parts = CostCalculator.reportedParts(providers.get(message.id().provider()), request);
            tracker.record(message, parts, ReportSource.RECEIPT, timing.clock().instant());
        }
        return outcome;
    }

    /** Collects the reports on messages; see {@link SmsClientBuilder#timelineStore}. */
    public MessageTracker tracker() {
        return tracker;
    }

    /**
     * Waits on this thread until a message's status is final or the time is up. It looks for reports every second, and polls
     * the provider where it can: after 1 s, backing off to 30 s.
     *
     * @throws InvalidRequestException if the id isn't known, or its provider isn't one of this client's
     */
    public AwaitResult await(MessageId id, Duration time) {
        return watch(id, time, change -> {});
    }

    /** Does the same, and calls {@code changes} on this thread for each change; an exception of it ends the wait. */
    public AwaitResult watch(MessageId id, Duration time, Consumer<Timeline> changes) {
        return new StatusWaiter(id, tracker, queries, timing, time, deadline, changes).await();
    }

    /**
     * Sends a message, waits on this thread for its delivery, and sends it once more through the next provider of the route if
     * the first one certainly couldn't deliver it. Only this method can cost two charges for one message, see {@link
     * DeliveryResult#mayBeChargedTwice}. It never sends again where the first copy's outcome isn't known.
     *
     * @throws InvalidRequestException as {@link #trySend} does, or if the request is scheduled
     */
    public DeliveryResult deliver(SendRequest request, DeliveryFailover failover) {
        return new DeliveryFailoverSender(this::trySend, this::await, tracker, planner, failover, timing, deadline)
                .deliver(request);
    }

    private Deadline deadlineOf(SendRequest request) {
        return Deadline.after(request.deadline().orElse(deadline), nanoTime);
    }

    /**
     * Finds out what became of a send whose outcome was unknown, within the client's deadline. It queries the provider, or
     * sends again with the same key to a provider that removes duplicates; it never makes a second SMS.
     *
     * @return accepted or rejected where that is known now, and recorded for the key; else unknown, with the reason
     * @throws InvalidRequestException if the key isn't remembered
     * @throws SmsException if the idempotency store failed, or the client is closed
     */
    public SendOutcome reconcile(IdempotencyKey key) {
        return inFlight.whileOpen(key, () -> reconciler.reconcile(key, Deadline.after(deadline, nanoTime)));
    }

    /**
     * Does the same for a send of another process, whose request this one can't remember.
     *
     * @throws InvalidRequestException if its key isn't remembered, or the key was used for another message
     */
    public SendOutcome reconcile(SendRequest request) {
        return inFlight.whileOpen(request.key(), () -> reconciler.reconcile(request, deadlineOf(request)));
    }

    /** Does the same by look-ups alone, and sends nothing. */
    SendOutcome lookUp(IdempotencyKey key) {
        return inFlight.whileOpen(key, () -> reconciler.lookUp(key, Deadline.after(deadline, nanoTime)));
    }

    /**
     * The keys of this client's sends of the last day whose outcome is unknown, the oldest first, at most 10,000; without those
     * of bulk sends. A {@link BackgroundReconciler} finds them out.
     */
    public List<IdempotencyKey> unresolved() {
        return reconciler.unresolved();
    }

    /** Plans a request: the providers in order, and why each other one is left out; without any request to a provider. */
    public Plan plan(SendRequest request) {
        return planner.plan(request);
    }

    /**
     * Estimates what a request takes at each provider that is set up, whether the route names it or not, in the order in
     * which they were added; without any request to a provider.
     */
    public List<CostEstimate> estimate(SendRequest request) {
        return planner.estimates(request);
    }

    /** The route of requests that have none of their own; by default every provider, in the order in which they were added. */
    public Route route() {
        return planner.route();
    }

    /** The state of each provider: in use, or why not. */
    public Map<String, ProviderState> states() {
        Map<String, ProviderState> states = new LinkedHashMap<>();
        gates.forEach((name, gate) -> states.put(name, gate.state()));
        return states;
    }

    /**
     * Sends on a thread of the executor; the deadline counts from now. Cancelling the future doesn't stop a send that
     * has begun. {@link #close()} waits for it, even if no thread has started it yet.
     *
     * @return the outcome; it completes exceptionally where {@link #trySend} throws, or the executor refuses the task
     */
    public CompletableFuture<SendOutcome> sendAsync(SendRequest request, Executor executor) {
        Deadline time = deadlineOf(request);
        return inFlight.enter(request.key()).async(ticket -> sendTicketed(ticket, request, time, null), executor);
    }

    /** Sends one content to many as {@link #bulk(BulkRequest, BulkListener)} does, and only counts the outcomes. */
    public BulkReport bulk(BulkRequest request) {
        return bulk(request, call -> {});
    }

    /**
     * Sends one content to many, in as few calls as the providers allow, on this thread. Each call keeps the rules of a
     * single send: after an unknown outcome its recipients aren't sent to again, and the other calls go on. When the client is
     * closed it stops between two calls: recipients that it hasn't reached are rejected, without a call.
     *
     * @param listener gets the result of each call as it ends
     * @return how many recipients got which outcome
     * @throws InvalidRequestException if the request's key was used before: a bulk send runs once
     * @throws SmsException if the client is closed; nothing was sent
     */
    public BulkReport bulk(BulkRequest request, BulkListener listener) {
        return inFlight.whileOpen(
                request.content().key(), () -> pipeline.bulk(request, deadline, listener, inFlight::isClosing));
    }

    /** The most recipients of one call at every provider of the content's route; 1 where one of them has no bulk call. */
    public int maxBulk(SendRequest content) {
        return planner.maxBulk(content);
    }

    /**
     * Queries the status of a message at its provider, within the client's deadline, and records it in the tracker.
     *
     * @throws io.heliograph.error.MessageNotFoundException if the provider doesn't know it
     * @throws SmsException if the provider couldn't be reached or refused; the query changes nothing
     */
    public Message status(MessageId id) {
        Message message = queryStatus(id);
        tracker.record(message, 0, ReportSource.POLL, timing.clock().instant());
        return message;
    }

    private Message queryStatus(MessageId id) {
        return queries.status(id, Deadline.after(deadline, nanoTime));
    }

    /**
     * Cancels a message that is scheduled or queued, within the client's deadline.
     *
     * @return the message after it; {@code CANCELLING} may still fail
     * @throws SmsException if it can't be cancelled any more, or the provider couldn't be reached: then it may be cancelled
     */
    public Message cancel(MessageId id) {
        return queries.cancel(id, Deadline.after(deadline, nanoTime));
    }

    /**
     * Queries the balance of an account, within the client's deadline; it costs nothing.
     *
     * @return one or more balances, each with its unit
     * @throws io.heliograph.error.UnsupportedException if the provider's API has no balance
     * @throws SmsException if the provider refused, couldn't be reached, or answered without an amount
     */
    public List<Balance> balance(String provider) {
        return queries.balance(provider, Deadline.after(deadline, nanoTime));
    }

    /** Receives the providers' webhooks: status reports and inbound messages. */
    public WebhookReceiver webhooks() {
        return webhooks;
    }

    /** The list of recipients who get no messages; see {@link SmsClientBuilder#suppressionStore}. */
    public SuppressionList suppressions() {
        return suppressions;
    }

    /**
     * Takes no new sends from now on, and waits for sends under way until they have ended or the time is up. A new send is
     * rejected, certainly not sent, and may be sent later by another client. A bulk send stops between two calls. A send that
     * waits for a thread of its executor may still begin while this waits, but not afterwards. It doesn't wait for a send
     * that runs on the calling thread.
     *
     * @param time how long to wait; zero doesn't wait
     * @return the keys of the sends that hadn't ended: their outcomes are unknown, which is logged at WARN
     */
    public List<IdempotencyKey> shutdown(Duration time) {
        isShutDown = true;
        return inFlight.close(time);
    }

    /**
     * Shuts down as {@link #shutdown} does within {@link SmsClientBuilder#shutdownTimeout}, unless that was done before; then
     * closes the providers. A send that is still under way goes on as long as the process does.
     */
    @Override
    public void close() {
        if (!isShutDown) {
            shutdown(shutdownTimeout);
        }
        if (memoryStore != null) {
            memoryStore.forget(forgottenKeys); // the store may serve another client too, and live longer
        }
        queries.closeAll();
    }

    @Override
    public String toString() {
        return "SmsClient[" + planner.route() + "]";
    }
}
