package io.heliograph;

import io.heliograph.http.Deadline;
import io.heliograph.http.SendScope;
import io.heliograph.message.Credits;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Fault;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.spi.Answer;
import io.heliograph.spi.Capability;
import io.heliograph.spi.Dedupe;
import io.heliograph.spi.LookupTimes;
import io.heliograph.spi.ProviderDoor;
import io.heliograph.spi.SmsProvider;
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

/** A provider whose answers a test decides; it counts what it is asked. */
final class FakeProvider implements SmsProvider, ProviderDoor {
    /** What the provider does to send. */
    @FunctionalInterface
    interface Sending {
        Answer send(SendRequest request, SendScope scope);
    }

    private final String name;
    private final Sending sending;
    private final Set<Capability> capabilities = EnumSet.allOf(Capability.class);
    private final AtomicInteger sends = new AtomicInteger();
    private final AtomicInteger questions = new AtomicInteger();
    private final AtomicInteger closes = new AtomicInteger();
    private final AtomicLong nanosLeft = new AtomicLong();
    private Dedupe dedupe = Dedupe.NONE;
    private LookupTimes lookupTimes = LookupTimes.cautious();
    private Function<SendRequest, Optional<Message>> lookup = request -> Optional.empty();
    private @Nullable Credits credits;
    private Function<SendRequest, List<Fault>> check = request -> List.of();
    private Function<MessageId, Message> status =
            id -> Message.builder(id, Status.UNKNOWN).build();

    private Optional<WebhookParser> webhooks = Optional.empty();

    private FakeProvider(String name, Sending sending) {
        this.name = name;
        this.sending = sending;
    }

    FakeProvider webhooks(WebhookParser parser) {
        webhooks = Optional.of(parser);
        return this;
    }

    @Override
    public Optional<WebhookParser> webhooks() {
        return webhooks;
    }

    static FakeProvider of(String name, Sending sending) {
        return new FakeProvider(name, sending);
    }

    static FakeProvider accepting(String name) {
        return of(name, (request, scope) -> accepted(name, Status.QUEUED));
    }

    static FakeProvider refusing(String name, ErrorType type) {
        return of(name, (request, scope) -> new Answer.Refused(Refusal.of(type, name + " says no")));
    }

    static Answer accepted(String name, Status status) {
        return new Answer.Accepted(
                Message.builder(new MessageId(name, "m-1"), status).build());
    }

    FakeProvider without(Capability... missing) {
        capabilities.removeAll(List.of(missing));
        return this;
    }

    FakeProvider checking(Function<SendRequest, List<Fault>> newCheck) {
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

    FakeProvider answeringStatus(Function<MessageId, Message> newStatus) {
        status = newStatus;
        return this;
    }

    FakeProvider dedupe(Dedupe newDedupe) {
        dedupe = newDedupe;
        return this;
    }

    /** It can be asked for the message of a request. */
    FakeProvider answeringLookup(LookupTimes times, Function<SendRequest, Optional<Message>> newLookup) {
        dedupe = Dedupe.LOOKUP;
        lookupTimes = times;
        lookup = newLookup;
        return this;
    }

    int sends() {
        return sends.get();
    }

    int questions() {
        return questions.get();
    }

    /** How long the last send could have taken when it came here. */
    Duration timeLeft() {
        return Duration.ofNanos(nanosLeft.get());
    }

    int closes() {
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
    public Dedupe dedupe() {
        return dedupe;
    }

    @Override
    public LookupTimes lookupTimes() {
        return lookupTimes;
    }

    @Override
    public Optional<Message> lookup(SendRequest request, Deadline deadline) {
        questions.incrementAndGet();
        return lookup.apply(request);
    }

    @Override
    public List<Fault> check(SendRequest request) {
        return check.apply(request);
    }

    @Override
    public Answer send(SendRequest request, SendScope scope) {
        sends.incrementAndGet();
        nanosLeft.set(scope.deadline().nanosLeft());
        return sending.send(request, scope);
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
