package io.heliograph.settings;

import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.message.Balance;
import io.heliograph.message.Credits;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.VendorOption;
import io.heliograph.message.Violation;
import io.heliograph.spi.BulkLimits;
import io.heliograph.spi.Capability;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.LookupTiming;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.WebhookParser;
import io.heliograph.spi.WebhookRegistrar;
import io.heliograph.text.SegmentProfile;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A provider under another name, for one of several accounts at its vendor: the messages and events that it returns have that
 * name. Thread-safe.
 */
final class AccountProvider implements SmsProvider {
    private final String name;
    private final SmsProvider provider;
    private final Optional<WebhookParser> webhooks;

    AccountProvider(String name, SmsProvider provider) {
        this.name = name;
        this.provider = provider;
        webhooks = provider.webhooks().map(parser -> new AccountWebhooks(name, parser));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Capability> capabilities() {
        return provider.capabilities();
    }

    @Override
    public Set<VendorOption<?>> options(SendRequest request) {
        return provider.options(request);
    }

    @Override
    public boolean takesBulk(SendRequest content) {
        return provider.takesBulk(content);
    }

    @Override
    public DuplicateProtection duplicateProtection() {
        return provider.duplicateProtection();
    }

    @Override
    public List<Violation> validate(SendRequest request) {
        return provider.validate(request).stream()
                .map(violation -> new Violation(
                        violation.field(),
                        violation
                                .problem()
                                .replace(
                                        SettingNames.ofProvider(provider.name(), ""),
                                        SettingNames.ofProvider(name, ""))))
                .toList();
    }

    @Override
    public SegmentProfile segmentProfile() {
        return provider.segmentProfile();
    }

    @Override
    public Credits estimate(SendRequest request) {
        return provider.estimate(request);
    }

    @Override
    public SendResult send(SendRequest request, AttemptContext context) {
        return renamed(provider.send(request, context));
    }

    @Override
    public Message status(MessageId id, Deadline deadline) {
        return provider.status(own(id), deadline).withProvider(name);
    }

    @Override
    public Message cancel(MessageId id, Deadline deadline) {
        return provider.cancel(own(id), deadline).withProvider(name);
    }

    @Override
    public List<Balance> balance(Deadline deadline) {
        return provider.balance(deadline);
    }

    @Override
    public Optional<Message> lookup(SendRequest request, Deadline deadline) {
        return provider.lookup(request, deadline).map(message -> message.withProvider(name));
    }

    @Override
    public LookupTiming lookupTiming() {
        return provider.lookupTiming();
    }

    @Override
    public BulkLimits bulkLimits() {
        return provider.bulkLimits();
    }

    @Override
    public Function<PhoneNumber, List<Violation>> bulkValidation(SendRequest content) {
        return provider.bulkValidation(content);
    }

    @Override
    public SendResult sendBulk(SendRequest content, List<PhoneNumber> recipients, AttemptContext context) {
        return renamed(provider.sendBulk(content, recipients, context));
    }

    @Override
    public Optional<WebhookParser> webhooks() {
        return webhooks;
    }

    @Override
    public Optional<WebhookRegistrar> webhookRegistrar() {
        return provider.webhookRegistrar().map(registrar -> registrar.withProvider(name));
    }

    /** The id as the provider itself knows it. */
    private MessageId own(MessageId id) {
        return id.withProvider(provider.name());
    }

    private SendResult renamed(SendResult result) {
        return result instanceof SendResult.Accepted accepted
                ? new SendResult.Accepted(accepted.message().withProvider(name))
                : result;
    }

    @Override
    public void close() {
        provider.close();
    }
}
