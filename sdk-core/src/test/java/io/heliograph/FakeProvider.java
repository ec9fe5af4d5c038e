package io.heliograph;

import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.message.Credits;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.message.VendorOption;
import io.heliograph.message.Violation;
import io.heliograph.spi.BulkLimits;
import io.heliograph.spi.Capability;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.LookupTiming;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorClient;
import io.heliograph.spi.WebhookParser;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A provider with scripted results; it counts its calls. */
public final class FakeProvider implements SmsProvider, VendorClient {
    /** What the provider does to send. */
    @FunctionalInterface
    public interface Sending {
        SendResult send(SendRequest request, AttemptContext context);
    }

    private final String name;
    private final Sending sending;
    private final Set<Capability> capabilities = EnumSet.allOf(Capability.class);
    private final AtomicInteger sends = new AtomicInteger();
    private final AtomicInteger questions = new AtomicInteger();
    private final AtomicInteger closes = new AtomicInteger();
    private final AtomicLong nanosLeft = new AtomicLong();
    private DuplicateProtection dedupe = DuplicateProtection.NONE;
    private LookupTiming lookupTimes = LookupTiming.cautious();
    private Function<SendRequest, Optional<Message>> lookup = request -> Optional.empty();
    private @Nullable Credits credits;
    private Function<SendRequest, List<Violation>> check = request -> List.of();
    private Function<MessageId, Message> status =
            id -> Message.builder(id, Status.UNKNOWN).build();

    private Optional<WebhookParser> webhooks = Optional.empty();
    private Set<VendorOption<?>> options = Set.of();
    private boolean takesBulk = true;

    private FakeProvider(String name, Sending sending) {
        this.name = name;
        this.sending = sending;
    }

    public FakeProvider webhooks(WebhookParser parser) {
        webhooks = Optional.of(parser);
        return this;
    }

    @Override
    public Optional<WebhookParser> webhooks() {
        return webhooks;
    }

    public static FakeProvider of(String name, Sending sending) {
        return new FakeProvider(name, sending);
    }

    public static FakeProvider accepting(String name) {
        return of(name, (request, context) -> accepted(name, Status.QUEUED));
    }

    public static FakeProvider refusing(String name, ErrorType type) {
        return of(name, (request, context) -> new SendResult.Rejected(Failure.of(type, name + " says no")));
    }

    public static SendResult accepted(String name, Status status) {
        return new SendResult.Accepted(
                Message.builder(new MessageId(name, "m-1"), status).build());
    }

    public FakeProvider without(Capability... missing) {
        capabilities.removeAll(List.of(missing));
        return this;
    }

    /** It uses these options. */
    FakeProvider withOptions(VendorOption<?>... used) {
        options = Set.of(used);
        return this;
    }

    @Override
    public Set<VendorOption<?>> options(SendRequest request) {
        return options;
    }

    /** It has bulk calls, and takes no content by one. */
    FakeProvider takingNoBulk() {
        takesBulk = false;
        return this;
    }

    @Override
    public boolean takesBulk(SendRequest content) {
        return takesBulk;
    }

    @Override
    public BulkLimits bulkLimits() {
        return new BulkLimits(1, 100);
    }

    FakeProvider checking(Function<SendRequest, List<Violation>> newCheck) {
        check = newCheck;
        return this;
    }

    /** It says of each request that it takes this. */
    FakeProvider taking(Credits itsCredits) {
        credits = itsCredits;
        return this;
    }

    @Override
    public Credits estimate(SendRequest request) {
        return credits != null ? credits : SmsProvider.super.estimate(request);
    }

    public FakeProvider answeringStatus(Function<MessageId, Message> newStatus) {
        status = newStatus;
        return this;
    }

    FakeProvider dedupe(DuplicateProtection newDedupe) {
        dedupe = newDedupe;
        return this;
    }

    /** It can be asked for the message of a request. */
    FakeProvider answeringLookup(LookupTiming times, Function<SendRequest, Optional<Message>> newLookup) {
        dedupe = DuplicateProtection.LOOKUP;
        lookupTimes = times;
        lookup = newLookup;
        return this;
    }

    public int sends() {
        return sends.get();
    }

    public int questions() {
        return questions.get();
    }

    /** How long the last send could have taken when it came here. */
    public Duration timeLeft() {
        return Duration.ofNanos(nanosLeft.get());
    }

    public int closes() {
        return closes.get();
    }

    @Override
    public SmsProvider provider() {
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public DuplicateProtection duplicateProtection() {
        return dedupe;
    }

    @Override
    public LookupTiming lookupTiming() {
        return lookupTimes;
    }

    @Override
    public Optional<Message> lookup(SendRequest request, Deadline deadline) {
        questions.incrementAndGet();
        return lookup.apply(request);
    }

    @Override
    public List<Violation> validate(SendRequest request) {
        return check.apply(request);
    }

    @Override
    public SendResult send(SendRequest request, AttemptContext context) {
        sends.incrementAndGet();
        nanosLeft.set(context.deadline().nanosLeft());
        return sending.send(request, context);
    }

    @Override
    public Message status(MessageId id, Deadline deadline) {
        questions.incrementAndGet();
        return status.apply(id);
    }

    @Override
    public void close() {
        closes.incrementAndGet();
    }
}
