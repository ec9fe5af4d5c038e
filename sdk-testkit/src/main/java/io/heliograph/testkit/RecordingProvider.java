package io.heliograph.testkit;

import io.heliograph.http.Deadline;
import io.heliograph.http.SendScope;
import io.heliograph.message.Fault;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.spi.Answer;
import io.heliograph.spi.Capability;
import io.heliograph.spi.Dedupe;
import io.heliograph.spi.ProviderDoor;
import io.heliograph.spi.SmsProvider;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A provider without a network, for tests of code that sends: it takes everything, remembers it, and reports it as
 * delivered. Thread-safe.
 */
public final class RecordingProvider implements ProviderDoor {
    private final String name;
    private final List<SendRequest> taken = new CopyOnWriteArrayList<>();
    private final SmsProvider provider = new Provider();

    public RecordingProvider(String name) {
        this.name = name;
    }

    /** What it was asked to send, oldest first. */
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
        public Dedupe dedupe() {
            return Dedupe.NONE;
        }

        @Override
        public List<Fault> check(SendRequest request) {
            return List.of();
        }

        @Override
        public Answer send(SendRequest request, SendScope scope) {
            taken.add(request);
            MessageId id = new MessageId(name, request.key().value());
            return new Answer.Accepted(
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
