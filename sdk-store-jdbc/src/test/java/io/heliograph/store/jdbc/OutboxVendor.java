package io.heliograph.store.jdbc;

import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.message.VendorOption;
import io.heliograph.message.Violation;
import io.heliograph.spi.Capability;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.LookupTiming;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** A provider whose answers are a test's, and which can be asked whether it has a message. */
final class OutboxVendor implements SmsProvider, VendorClient {
    static final VendorOption<Integer> PRIORITY = VendorOption.number("vendor", "priority", 0, 9);

    private final Function<SendRequest, SendResult> send;
    private final Predicate<SendRequest> has;

    /** @param has whether a look-up finds the message; a look-up that doesn't proves that it was never sent */
    OutboxVendor(Function<SendRequest, SendResult> send, Predicate<SendRequest> has) {
        this.send = send;
        this.has = has;
    }

    static Message message(SendRequest request) {
        return Message.builder(new MessageId("vendor", request.key().value()), Status.QUEUED)
                .to(request.to())
                .build();
    }

    @Override
    public SmsProvider provider() {
        return this;
    }

    @Override
    public String name() {
        return "vendor";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.LOOKUP, Capability.SENDER);
    }

    @Override
    public Set<VendorOption<?>> options(SendRequest request) {
        return Set.of(PRIORITY);
    }

    @Override
    public DuplicateProtection duplicateProtection() {
        return DuplicateProtection.LOOKUP;
    }

    @Override
    public LookupTiming lookupTiming() {
        return new LookupTiming(Duration.ZERO, Duration.ofMillis(10), Duration.ZERO);
    }

    @Override
    public List<Violation> validate(SendRequest request) {
        return List.of();
    }

    @Override
    public SendResult send(SendRequest request, AttemptContext context) {
        return send.apply(request);
    }

    @Override
    public Optional<Message> lookup(SendRequest request, Deadline deadline) {
        return has.test(request) ? Optional.of(message(request)) : Optional.empty();
    }

    @Override
    public void close() {}
}
