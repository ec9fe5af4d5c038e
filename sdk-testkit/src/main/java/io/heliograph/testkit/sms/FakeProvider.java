package io.heliograph.testkit.sms;

import io.heliograph.SmsClient;
import io.heliograph.error.MessageNotFoundException;
import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.message.Violation;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.BulkLimits;
import io.heliograph.spi.Capability;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorClient;
import io.heliograph.text.Segments;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import io.heliograph.webhook.MessageReceived;
import io.heliograph.webhook.StatusChanged;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A provider without a network, for tests of code that sends: a test sets what becomes of the next attempts, and sees the
 * requests. The {@link SmsClient} around it is a real one, with its keys, retries and failover. Thread-safe.
 *
 * <p>It accepts what isn't set otherwise, and counts segments by the standard. A bulk send is one message after the other, unless
 * {@link #takesBulk} is set.
 */
public final class FakeProvider implements VendorClient {
    private final String name;
    private final Queue<FakeOutcome> next = new ConcurrentLinkedQueue<>();
    private final List<SendRequest> requests = new CopyOnWriteArrayList<>();
    private final Map<MessageId, Message> messages = new ConcurrentHashMap<>();
    private final SmsProvider provider = new Provider();
    private volatile FakeOutcome otherwise = FakeOutcome.accepted();
    private final AtomicLong received = new AtomicLong();
    private volatile int maxBulk;

    /**
     * A provider that accepts everything.
     *
     * @param name as in routes: lower-case letters and digits
     */
    public FakeProvider(String name) {
        this.name = name;
    }

    /** Sets what becomes of the next attempts, in this order, after those that were set before. */
    public FakeProvider next(FakeOutcome... outcomes) {
        next.addAll(List.of(outcomes));
        return this;
    }

    /** Sets what becomes of every attempt that {@link #next} says nothing of, from now on. */
    public FakeProvider always(FakeOutcome outcome) {
        otherwise = outcome;
        return this;
    }

    /**
     * Takes bulk calls, each of which is one attempt with one outcome; to be set before a client is built.
     *
     * @param max the number of recipients that a call may have, at least 2
     */
    public FakeProvider takesBulk(int max) {
        maxBulk = new BulkLimits(1, max).max();
        return this;
    }

    /** The request of each attempt, oldest first, whatever became of it; of a bulk call one for each recipient. */
    public List<SendRequest> requests() {
        return List.copyOf(requests);
    }

    /** A client with this provider alone, which doesn't retry; close it after use. */
    public SmsClient client() {
        return SmsClient.builder().provider(this).retry(RetryPolicy.none()).build();
    }

    /**
     * Reports the status of a message to a client, as a delivery report does; the client's tracker has it, and the outcome of a
     * send that was unknown is known by it.
     *
     * @param key the key of the send, which each of its outcomes has
     * @return the event, for code of the application that handles events
     * @throws IllegalArgumentException if this provider got no request with this key, or rejected it
     */
    public StatusChanged report(SmsClient client, IdempotencyKey key, Status status) {
        MessageId id = new MessageId(name, key.value());
        Message message = messages.computeIfPresent(id, (same, before) -> message(before, status));
        if (message == null) {
            throw new IllegalArgumentException("the key is of no message that " + name + " has");
        }
        StatusReport report = StatusReport.of(id, status, ReportSource.WEBHOOK, Instant.now())
                .key(key)
                .recipient(message.to().orElse(null))
                .rawStatus(status.name())
                .build();
        StatusChanged event = new StatusChanged(report, "report", "");
        client.webhooks().handle(event);
        return event;
    }

    /**
     * Has a phone send a message to a client, as an inbound webhook does: a STOP puts the number on the client's suppression list,
     * and its listeners get the event.
     *
     * @param from the phone's number in E.164
     * @return the event, for code of the application that handles events
     */
    public MessageReceived receive(SmsClient client, String from, String text) {
        MessageId id = new MessageId(name, "inbound-" + received.incrementAndGet());
        MessageReceived event = MessageReceived.builder(id, MessageReceived.Kind.SMS)
                .from(PhoneNumber.of(from).e164())
                .text(text)
                .receivedAt(Instant.now())
                .vendorEvent("inbound")
                .build();
        client.webhooks().handle(event);
        return event;
    }

    private static Message message(Message before, Status status) {
        return Message.builder(before.id(), status)
                .to(before.to().orElse(null))
                .segments(before.segments().orElse(0))
                .rawStatus(status.name())
                .build();
    }

    @Override
    public SmsProvider provider() {
        return provider;
    }

    private FakeOutcome outcome() {
        FakeOutcome set = next.poll();
        return set == null ? otherwise : set;
    }

    private SendResult attempt(SendRequest request) {
        requests.add(request);
        FakeOutcome outcome = outcome();
        Failure failure = failure(outcome, request.to());
        if (failure != null) {
            return new SendResult.Rejected(failure);
        }
        Message message = queued(request);
        return outcome instanceof FakeOutcome.Unknown ? unknown() : new SendResult.Accepted(message);
    }

    private SendResult attempt(SendRequest content, List<PhoneNumber> recipients) {
        List<SendRequest> each = recipients.stream()
                .map(to -> content.withRecipient(to, content.key().part(to.asLong(), 1)))
                .toList();
        requests.addAll(each);
        FakeOutcome outcome = outcome();
        if (outcome instanceof FakeOutcome.Rejected rejected) {
            return new SendResult.Rejected(rejected.failure());
        }
        List<RecipientStatus> statuses =
                each.stream().map(request -> status(request, outcome)).toList();
        MessageId id = new MessageId(name, content.key().value());
        return outcome instanceof FakeOutcome.Unknown
                ? unknown()
                : new SendResult.Accepted(Message.builder(id, Status.QUEUED)
                        .rawStatus(Status.QUEUED.name())
                        .recipients(statuses)
                        .build());
    }

    private RecipientStatus status(SendRequest request, FakeOutcome outcome) {
        Failure failure = failure(outcome, request.to());
        Status status = failure == null ? Status.QUEUED : Status.REJECTED;
        MessageId id = failure == null
                ? queued(request).id()
                : new MessageId(name, request.key().value());
        return new RecipientStatus(id, request.to(), status, status.name(), failure);
    }

    private static @Nullable Failure failure(FakeOutcome outcome, PhoneNumber to) {
        if (outcome instanceof FakeOutcome.Rejected rejected) {
            return rejected.failure();
        }
        return outcome instanceof FakeOutcome.AcceptedExcept except
                        && except.rejected().contains(to)
                ? except.failure()
                : null;
    }

    private static SendResult unknown() {
        return new SendResult.Unknown("no answer came, as a test set it");
    }

    /** A message that it has from now on. */
    private Message queued(SendRequest request) {
        MessageId id = new MessageId(name, request.key().value());
        Message message = Message.builder(id, Status.QUEUED)
                .to(request.to())
                .segments(Segments.of(request.text()).parts())
                .rawStatus(Status.QUEUED.name())
                .build();
        messages.put(id, message);
        return message;
    }

    private final class Provider implements SmsProvider {
        @Override
        public String name() {
            return name;
        }

        @Override
        public Set<Capability> capabilities() {
            Set<Capability> all = EnumSet.complementOf(
                    EnumSet.of(Capability.BULK, Capability.CANCEL, Capability.BALANCE, Capability.LOOKUP));
            if (maxBulk > 0) {
                all.add(Capability.BULK);
            }
            return all;
        }

        @Override
        public BulkLimits bulkLimits() {
            return new BulkLimits(1, maxBulk);
        }

        @Override
        public SendResult sendBulk(SendRequest content, List<PhoneNumber> recipients, AttemptContext context) {
            return attempt(content, recipients);
        }

        @Override
        public List<Violation> validate(SendRequest request) {
            return List.of();
        }

        @Override
        public SendResult send(SendRequest request, AttemptContext context) {
            return attempt(request);
        }

        @Override
        public Message status(MessageId id, Deadline deadline) {
            Message message = messages.get(id);
            if (message == null) {
                throw new MessageNotFoundException(id);
            }
            return message;
        }

        @Override
        public void close() {}
    }
}
