package io.heliograph.testkit;

import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.message.Violation;
import io.heliograph.spi.Capability;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorClient;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A provider without a network, beside the one that a contract tests: it accepts and records every message, and reports it as
 * delivered. Tests of applications have {@link io.heliograph.testkit.sms.FakeProvider}. Thread-safe.
 */
public final class RecordingProvider implements VendorClient {
    private final String name;
    private final List<SendRequest> taken = new CopyOnWriteArrayList<>();
    private final SmsProvider provider = new Provider();

    public RecordingProvider(String name) {
        this.name = name;
    }

    /** The sent requests, oldest first. */
    public List<SendRequest> requests() {
        return List.copyOf(taken);
    }

    public int sends() {
        return taken.size();
    }

    @Override
    public SmsProvider provider() {
        return provider;
    }

    private final class Provider implements SmsProvider {
        @Override
        public String name() {
            return name;
        }

        @Override
        public Set<Capability> capabilities() {
            return EnumSet.complementOf(
                    EnumSet.of(Capability.BULK, Capability.CANCEL, Capability.BALANCE, Capability.LOOKUP));
        }

        @Override
        public DuplicateProtection duplicateProtection() {
            return DuplicateProtection.NONE;
        }

        @Override
        public List<Violation> validate(SendRequest request) {
            return List.of();
        }

        @Override
        public SendResult send(SendRequest request, AttemptContext context) {
            taken.add(request);
            MessageId id = new MessageId(name, request.key().value());
            return new SendResult.Accepted(
                    Message.builder(id, Status.QUEUED).to(request.to()).build());
        }

        @Override
        public Message status(MessageId id, Deadline deadline) {
            return Message.builder(id, Status.DELIVERED).build();
        }

        @Override
        public void close() {}
    }
}
