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
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.WebhookParser;
import io.heliograph.suppression.SuppressionList;
import io.heliograph.tracking.AwaitResult;
import io.heliograph.tracking.DeliveryResult;
import io.heliograph.tracking.MessageTracker;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Sends SMS through one or more providers; one logical send is at most one SMS.
 *
 * <p>Thread-safe; make one and keep it. It blocks the calling thread until an answer or the deadline, and starts no
 * thread of its own: virtual threads, or {@link #sendAsync} with an executor, are the way to many sends at once.
 *
 * <pre>{@code
 * SmsClient sms = SmsClient.builder()
 *         .provider(Wavix.builder().apiKey(System.getenv("WAVIX_KEY")).build())
 *         .build();
 * Message message = sms.send(SendRequest.to("+66812345678").from("ACME").text("Your code is 482910").build());
 * }</pre>
 */
public final class SmsClient implements AutoCloseable {
    private final Map<String, SmsProvider> providers;
    private final Map<String, ProviderGate> lanes;
    private final Planner planner;
    private final SendPipeline pipeline;
    private final Reconciler reconciler;
    private final ProviderQueries questions;
    private final MessageTracker tracker;
    private final WebhookReceiver webhooks;
    private final SuppressionList suppressions;
    private final Timing timing;
    private final Duration deadline;
    private final @Nullable MemoryIdempotencyStore memory;
    private final IntConsumer forgottenKeys;
    private final Duration shutdownTimeout;
    private final InFlightSends underway = new InFlightSends();
    private volatile boolean isShutDown;

    SmsClient(SmsClientBuilder builder) {
        providers = Collections.unmodifiableMap(new LinkedHashMap<>(builder.providers));
        timing = builder.timing;
        deadline = builder.deadline;
        shutdownTimeout = builder.shutdownTimeout;
        EventPublisher<SmsEventListener> events =
                new EventPublisher<>(LoggerFactory.getLogger(ClientLog.NAME), builder.listeners);
        lanes = ProviderGate.forAll(providers, builder.limits, builder.retry.throttledInitialBackoff(), timing, events);
        suppressions = new SuppressionList(builder.suppressionStore, builder.suppressionScope, timing.clock());
        builder.suppressed.forEach(suppressions::add);
        SuppressionGuard optOuts = new SuppressionGuard(suppressions, timing.clock());
        CostCalculator costs = new CostCalculator(builder.prices);
        SpendGuard spend = SpendGuard.of(builder.spend, lanes.keySet(), costs, timing);
        planner = new Planner(lanes, builder.routeOrAll(), costs, spend, optOuts);
        IdempotencyStore store = builder.storeOrMemory();
        IdempotencyGuard keys = new IdempotencyGuard(store, builder.waitsForConcurrentSend, timing, events);
        UnknownSends unsettled = new UnknownSends(keys, events);
        ReportReconciler reports = new ReportReconciler(keys, unsettled);
        ProviderAttempts.PipelineServices rules =
                new ProviderAttempts.PipelineServices(builder.retry, timing, events, optOuts, spend);
        pipeline = new SendPipeline(planner, keys, unsettled, reports, rules);
        reconciler = new Reconciler(lanes, keys, unsettled, timing, optOuts, reports);
        questions = new ProviderQueries(providers, optOuts);
        tracker = new MessageTracker(builder.timelines, report -> {
            reports.accept(report);
            optOuts.record(report);
        });
        ReportConfirmation confirmation =
                builder.confirmsUnsigned ? new ReportConfirmation(providers, this::asked, timing.clock()) : null;
        InboundEventHandler hearing = new InboundEventHandler(tracker, suppressions, confirmation, timing.clock());
        webhooks = new WebhookReceiver(providers, timing.clock(), builder.keywords, hearing);
        memory = store instanceof MemoryIdempotencyStore own ? own : null;
        forgottenKeys = count -> events.publish(listener -> listener.keysForgotten(count));
        if (memory != null) {
            memory.listen(forgottenKeys);
        }
    }

    public static SmsClientBuilder builder() {
        return new SmsClientBuilder();
    }

    /**
     * Sends, and gives the message that a provider took. Taken isn't delivered: see {@link #status}.
     *
     * @throws UnknownOutcomeException if the message may have been sent and nobody can say
     * @throws SmsException if it was certainly not sent, with why
     */
    public Message send(SendRequest request) {
        SendOutcome outcome = trySend(request);
        return outcome.fold(
                SendOutcome.Accepted::message,
                rejected -> {
                    throw SmsException.of(rejected.failure(), rejected.attempts());
                },
                unknown -> {
                    throw new UnknownOutcomeException(unknown);
                });
    }

    /**
     * Sends, and gives what came of it as a value; it throws nothing that a provider or the network can cause.
     *
     * @throws InvalidRequestException if the request's key was used for another message, or its route can't be read
     */
    public SendOutcome trySend(SendRequest request) {
        return trySend(request, null);
    }

    private SendOutcome trySend(SendRequest request, SendPipeline.@Nullable RequestAdapter fitting) {
        try (InFlightSends.Ticket ticket = underway.enter(request.key())) {
            return begun(ticket, request, deadlineOf(request), fitting);
        }
    }

    private SendOutcome begun(
            InFlightSends.Ticket ticket,
            SendRequest request,
            Deadline time,
            SendPipeline.@Nullable RequestAdapter fitting) {
        return ticket.begin()
                ? tracked(request, pipeline.send(request, time, fitting))
                : pipeline.reject(request, InFlightSends.CLOSED);
    }

    private SendOutcome tracked(SendRequest request, SendOutcome outcome) {
        if (outcome instanceof SendOutcome.Accepted accepted) {
            Message message = accepted.message();
            Instant now = timing.clock().instant();
            tracker.record(message, parts(request, message), ReportSource.RECEIPT, now);
        }
        return outcome;
    }

    /** How many parts will be reported on, where they are by part; else 0. */
    private int parts(SendRequest request, Message message) {
        SmsProvider provider = providers.get(message.id().provider());
        return provider != null
                        && provider.webhooks()
                                .filter(WebhookParser::reportsParts)
                                .isPresent()
                ? CostCalculator.parts(provider, request)
                : 0;
    }

    /** Where reports of messages come together; see {@link SmsClientBuilder#timelineStore}. */
    public MessageTracker tracker() {
        return tracker;
    }

    /**
     * Waits on this thread until a message has ended or the time has: for what the tracker hears, and by asking where the
     * provider can be asked, after a second and ever more seldom.
     *
     * @throws InvalidRequestException if the id isn't known, or its provider isn't one of this client's
     */
    public AwaitResult await(MessageId id, Duration time) {
        return watch(id, time, change -> {});
    }

    /** The same, and tells of each change that it sees meanwhile, on this thread; what that throws ends it. */
    public AwaitResult watch(MessageId id, Duration time, Consumer<Timeline> changes) {
        return new StatusWaiter(id, tracker, questions, timing, time, deadline, changes).await();
    }

    /**
     * Sends, waits on this thread for the delivery, and lets the next provider of the route send it too, once, if the first
     * one surely couldn't deliver it. This is the one way to two charges for one message: {@link DeliveryResult#mayBeChargedTwice}
     * says so. It never goes on where nobody knows what became of the first copy.
     *
     * @throws InvalidRequestException as {@link #trySend} does, or if the request is scheduled
     */
    public DeliveryResult deliver(SendRequest request, DeliveryFailover failover) {
        return new DeliveryFailoverSender(this::trySend, this::await, tracker, planner, failover, timing, deadline)
                .deliver(request);
    }

    private Deadline deadlineOf(SendRequest request) {
        return deadline(request.deadline().orElse(deadline));
    }

    private Deadline deadline(Duration time) {
        return Deadline.after(time, timing::nanoTime);
    }

    /**
     * Finds out what became of a send whose outcome was unknown, within the client's deadline. It asks the provider, or
     * sends again with the same key to one that removes duplicates; it never makes a second SMS.
     *
     * @return accepted or rejected where that is known now, and noted for the key; else unknown, with why
     * @throws InvalidRequestException if nothing is remembered of the key
     * @throws SmsException if the store of keys failed, or the client is closed
     */
    public SendOutcome reconcile(IdempotencyKey key) {
        return underway.whileOpen(key, () -> reconciler.reconcile(key, deadline(deadline)));
    }

    /**
     * The same for a send of another process, whose request this one can't remember.
     *
     * @throws InvalidRequestException if nothing is remembered of its key, or the key was used for another message
     */
    public SendOutcome reconcile(SendRequest request) {
        return underway.whileOpen(request.key(), () -> reconciler.reconcile(request, deadlineOf(request)));
    }

    /** Where a request would go now, in which order, and why not elsewhere; without any request to a provider. */
    public Plan plan(SendRequest request) {
        return planner.plan(request);
    }

    /**
     * What a request would take at each provider that is set up, whether its route names it or not, in the order in which
     * they were added; without any request to a provider.
     */
    public List<CostEstimate> estimate(SendRequest request) {
        return planner.estimates(request);
    }

    /** Which providers are in use now, and why not the others. */
    public Map<String, ProviderState> states() {
        Map<String, ProviderState> states = new LinkedHashMap<>();
        lanes.forEach((name, gate) -> states.put(name, gate.state()));
        return states;
    }

    /**
     * Sends on a thread of the executor's; the deadline counts from now. Cancelling the future doesn't stop a send that
     * has begun. {@link #close()} waits for it, also while it waits for a thread.
     *
     * @return the outcome; it completes exceptionally where {@link #trySend} throws, or the executor refuses the task
     */
    public CompletableFuture<SendOutcome> sendAsync(SendRequest request, Executor executor) {
        Deadline time = deadlineOf(request);
        return underway.enter(request.key()).async(ticket -> begun(ticket, request, time, null), executor);
    }

    /** Sends one content to many as {@link #bulk(BulkRequest, BulkListener)} does, and only counts what came of it. */
    public BulkReport bulk(BulkRequest request) {
        return bulk(request, call -> {});
    }

    /**
     * Sends one content to many, in as few calls as the providers allow, on this thread. Each call keeps the rules of a
     * single send: an unknown outcome stays with its recipients and isn't sent again, and the others go on. When the client
     * is closed it stops between two calls: whom it didn't reach is rejected, without a call.
     *
     * @param listener hears of each call as it ends; what isn't heard is only counted
     * @return how many recipients got which outcome
     * @throws InvalidRequestException if the request's key was used before: a bulk send runs once
     * @throws SmsException if the client is closed; nothing was sent
     */
    public BulkReport bulk(BulkRequest request, BulkListener listener) {
        return underway.whileOpen(
                request.content().key(), () -> pipeline.bulk(request, deadline, listener, underway::isClosing));
    }

    /**
     * Asks the provider that holds a message about it, within the client's deadline; the tracker hears of the answer.
     *
     * @throws io.heliograph.error.MessageNotFoundException if the provider doesn't know it
     * @throws SmsException if the provider couldn't be asked or refused; asking changes nothing
     */
    public Message status(MessageId id) {
        Message message = asked(id);
        tracker.record(message, 0, ReportSource.POLL, timing.clock().instant());
        return message;
    }

    private Message asked(MessageId id) {
        return questions.status(id, deadline(deadline));
    }

    /**
     * Cancels a message that waits, within the client's deadline.
     *
     * @return the message after it; {@code CANCELLING} may still fail
     * @throws SmsException if it can't be cancelled any more, or the provider couldn't be asked: it may be cancelled then
     */
    public Message cancel(MessageId id) {
        return questions.cancel(id, deadline(deadline));
    }

    /**
     * Asks what is left in an account, within the client's deadline; it costs nothing.
     *
     * @return one or more, by their units
     * @throws io.heliograph.error.UnsupportedException if the provider has no question for it
     * @throws SmsException if the provider refused, couldn't be asked, or answered without an amount
     */
    public List<Balance> balance(String provider) {
        return questions.balance(provider, deadline(deadline));
    }

    /** Receives what the providers tell of messages by webhooks. */
    public WebhookReceiver webhooks() {
        return webhooks;
    }

    /** Who gets no messages; see {@link SmsClientBuilder#suppressionStore}. */
    public SuppressionList suppressions() {
        return suppressions;
    }

    /**
     * Takes no new sends from now on, and waits for those under way until they have ended or the time has. A new one is
     * rejected, certainly not sent, and may be sent later by another client. A bulk send stops between two calls. A send that
     * waits for a thread of its executor may still begin meanwhile, and no more afterwards. Of a send of this thread's own
     * nobody waits for the end.
     *
     * @param time zero doesn't wait
     * @return the keys of the sends whose time was up: nobody knows whether they are sent, and the log says the same at WARN
     */
    public List<IdempotencyKey> shutdown(Duration time) {
        isShutDown = true;
        return underway.close(time);
    }

    /**
     * Shuts down as {@link #shutdown} does, unless that was done before, within {@link SmsClientBuilder#shutdownTimeout}; then
     * closes the providers. What is still under way goes on as long as the process does.
     */
    @Override
    public void close() {
        if (!isShutDown) {
            shutdown(shutdownTimeout);
        }
        if (memory != null) {
            memory.forget(forgottenKeys); // it may be another client's too, and live longer
        }
        questions.closeAll();
    }

    /** The route, for example {@code SmsClient[wavix || androidgateway]}. */
    @Override
    public String toString() {
        return "SmsClient[" + planner.route() + "]";
    }
}
