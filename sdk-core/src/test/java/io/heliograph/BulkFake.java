package io.heliograph;

import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.message.Violation;
import io.heliograph.spi.BulkLimits;
import io.heliograph.spi.Capability;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorClient;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A provider that records the recipients of each call, with results of the test. */
final class BulkFake implements VendorClient, SmsProvider {
    final List<List<PhoneNumber>> calls = new ArrayList<>();
    final List<SendRequest> requests = new ArrayList<>();
    String onlyPrefix = "+";
    private final String name;
    private final @Nullable BulkLimits limits;
    private final Function<List<PhoneNumber>, SendResult> answer;

    BulkFake(String name, @Nullable BulkLimits limits, Function<List<PhoneNumber>, SendResult> answer) {
        this.name = name;
        this.limits = limits;
        this.answer = answer;
    }

    static SendResult taken(String provider) {
        return new SendResult.Accepted(
                Message.builder(MessageId.unknown(provider), Status.QUEUED).build());
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
        return limits == null ? EnumSet.noneOf(Capability.class) : EnumSet.of(Capability.BULK);
    }

    @Override
    public DuplicateProtection duplicateProtection() {
        return DuplicateProtection.NONE;
    }

    @Override
    public List<Violation> validate(SendRequest request) {
        return request.to().e164().startsWith(onlyPrefix)
                ? List.of()
                : List.of(new Violation("to", "isn't of this country"));
    }

    @Override
    public BulkLimits bulkLimits() {
        return limits == null ? SmsProvider.super.bulkLimits() : limits;
    }

    @Override
    public SendResult send(SendRequest request, AttemptContext context) {
        return note(request, List.of(request.to()));
    }

    @Override
    public SendResult sendBulk(SendRequest content, List<PhoneNumber> recipients, AttemptContext context) {
        return note(content, recipients);
    }

    private SendResult note(SendRequest request, List<PhoneNumber> recipients) {
        requests.add(request);
        calls.add(recipients);
        return answer.apply(recipients);
    }

    @Override
    public Message status(MessageId id, Deadline deadline) {
        return Message.builder(id, Status.SENT).build();
    }

    @Override
    public void close() {}
}
