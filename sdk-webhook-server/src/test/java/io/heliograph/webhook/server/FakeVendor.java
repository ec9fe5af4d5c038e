package io.heliograph.webhook.server;

import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
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
import io.heliograph.spi.WebhookParser;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A fake provider that rejects sends and has the webhooks that a test gives it. */
final class FakeVendor implements SmsProvider, VendorClient {
    private final String name;
    private final @Nullable WebhookParser webhooks;

    FakeVendor(String name, @Nullable WebhookParser webhooks) {
        this.name = name;
        this.webhooks = webhooks;
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
        return Set.of();
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
        return new SendResult.Rejected(Failure.of(ErrorType.UNSUPPORTED, name + " sends nothing"));
    }

    @Override
    public Message status(MessageId id, Deadline deadline) {
        return Message.builder(id, Status.UNKNOWN).build();
    }

    @Override
    public Optional<WebhookParser> webhooks() {
        return Optional.ofNullable(webhooks);
    }

    @Override
    public void close() {}
}
