package io.heliograph.store.jdbc;

import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A provider without a network that records whom it sent to, and may fail. Thread-safe. */
final class BulkRecorder implements VendorClient, SmsProvider {
    private final String name;
    private final boolean hasBulk;
    private final ConcurrentLinkedQueue<List<PhoneNumber>> calls = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> texts = new ConcurrentLinkedQueue<>();
    private volatile Function<List<PhoneNumber>, @Nullable SendResult> answer = recipients -> null;

    BulkRecorder(String name, boolean hasBulk) {
        this.name = name;
        this.hasBulk = hasBulk;
    }

    /** Sets what a call results in; null accepts it. */
    void answer(Function<List<PhoneNumber>, @Nullable SendResult> result) {
        answer = result;
    }

    static SendResult rejected(ErrorType type) {
        return new SendResult.Rejected(Failure.of(type, "the test says so"));
    }

    /** The calls that reached it, in no order. */
    List<List<PhoneNumber>> calls() {
        return List.copyOf(calls);
    }

    List<PhoneNumber> recipients() {
        List<PhoneNumber> all = new ArrayList<>();
        calls.forEach(all::addAll);
        return all;
    }

    List<String> texts() {
        return List.copyOf(texts);
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
        return hasBulk ? EnumSet.of(Capability.BULK) : EnumSet.noneOf(Capability.class);
    }

    @Override
    public DuplicateProtection duplicateProtection() {
        return DuplicateProtection.NONE;
    }

    @Override
    public BulkLimits bulkLimits() {
        return new BulkLimits(1, 1_000);
    }

    @Override
    public List<Violation> validate(SendRequest request) {
        return List.of();
    }

    @Override
    public SendResult send(SendRequest request, AttemptContext context) {
        return send(request, List.of(request.to()));
    }

    @Override
    public SendResult sendBulk(SendRequest content, List<PhoneNumber> recipients, AttemptContext context) {
        return send(content, recipients);
    }

    private SendResult send(SendRequest content, List<PhoneNumber> recipients) {
        calls.add(List.copyOf(recipients));
        texts.add(content.text());
        SendResult result = answer.apply(recipients);
        MessageId id = new MessageId(name, content.key().value());
        return result != null
                ? result
                : new SendResult.Accepted(Message.builder(id, Status.QUEUED).build());
    }

    @Override
    public Message status(MessageId id, Deadline deadline) {
        return Message.builder(id, Status.DELIVERED).build();
    }

    @Override
    public void close() {}
}
