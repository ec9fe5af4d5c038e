package io.heliograph.benchmarks.store;

import io.heliograph.http.AttemptContext;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.message.Violation;
import io.heliograph.spi.Capability;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorClient;
import java.util.List;
import java.util.Set;

/** A provider that accepts everything at once, without a network. Thread-safe. */
final class InstantVendor implements VendorClient, SmsProvider {
    @Override
    public SmsProvider provider() {
        return this;
    }

    @Override
    public String name() {
        return "instant";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public List<Violation> validate(SendRequest request) {
        return List.of();
    }

    @Override
    public SendResult send(SendRequest request, AttemptContext context) {
        return new SendResult.Accepted(
                Message.builder(new MessageId("instant", request.key().value()), Status.QUEUED)
                        .to(request.to())
                        .build());
    }

    @Override
    public void close() {}
}
