package io.heliograph.androidgateway;

import io.heliograph.androidgateway.AndroidGatewayMessages.Asked;
import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.ResourcePath;
import io.heliograph.http.VendorHttp.Method;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Violation;
import io.heliograph.spi.BulkLimits;
import io.heliograph.spi.Capability;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.LookupTiming;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.VendorApi;
import io.heliograph.spi.VendorProvider;
import io.heliograph.spi.WebhookRegistrar;
import io.heliograph.text.SegmentProfile;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Translates between Heliograph and the gateway's {@code /messages}. */
final class AndroidGatewayProvider extends VendorProvider {
    /** With encryption each number takes a quarter of a second, and a call has one deadline for all. */
    private static final int MAX_ENCRYPTED = 20;

    private static final LookupTiming LOOKUP_TIMES =
            new LookupTiming(Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofMinutes(6));

    /** Android ends no part inside what a reader takes for one character (SmsMessageBase, from Android 7 on, 2026-11). */
    private static final SegmentProfile PROFILE =
            SegmentProfile.builder().wholeGraphemes().build();

    private final AndroidGatewayConfig options;
    private final AndroidGatewayMessages reader;
    private final AndroidGatewaySearch search;
    private final AndroidGatewaySender sending;
    private final ResourcePath messages;

    AndroidGatewayProvider(
            VendorApi api,
            AndroidGatewayConfig options,
            AndroidGatewayMessages reader,
            AndroidGatewayWebhooks webhooks,
            WebhookRegistrar registrar) {
        super(api, webhooks, registrar);
        this.options = options;
        this.reader = reader;
        search = new AndroidGatewaySearch(api, reader, options);
        sending = new AndroidGatewaySender(api, reader, search, options);
        messages = api.target("messages");
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.STATUS,
                Capability.VALIDITY,
                Capability.SCHEDULE,
                Capability.CANCEL,
                Capability.BULK,
                Capability.LOOKUP);
    }

    /** Repeated ids are refused for each phone apart, so only a pinned phone makes the id a key. */
    @Override
    public DuplicateProtection duplicateProtection() {
        return options.deviceId() == null ? DuplicateProtection.LOOKUP : DuplicateProtection.IDEMPOTENCY_KEY;
    }

    @Override
    public List<Violation> validate(SendRequest request) {
        return AndroidGatewayValidation.violations(request, options.encryption(), Clock.systemUTC());
    }

    /**
     * The estimate goes by it, too, in parts of the phone's plan: the phone cuts the text (app 1.67, 2026-08), and may take
     * fewer where its network lets it use a national language table.
     */
    @Override
    public SegmentProfile segmentProfile() {
        return PROFILE;
    }

    @Override
    public SendResult send(SendRequest request, AttemptContext context) {
        return sending.send(GatewayMessage.of(request, List.of(request.to())), context);
    }

    @Override
    public BulkLimits bulkLimits() {
        return new BulkLimits(1, options.encryption() == null ? GatewayMessage.MAX_RECIPIENTS : MAX_ENCRYPTED);
    }

    @Override
    public SendResult sendBulk(SendRequest content, List<PhoneNumber> recipients, AttemptContext context) {
        return sending.send(GatewayMessage.of(content, recipients), context);
    }

    SendResult send(GatewayMessage message, AttemptContext context) {
        return sending.sendChecked(message, context);
    }

    @Override
    public Message status(MessageId id, Deadline deadline) {
        HttpResponse response = api.get(messages.child(id.value()), deadline);
        return reader.message(api.requireFound(response, id), Asked.about(id));
    }

    /**
     * Cancels a message that waits. A server answers {@code CANCELLING}, because the phone may have begun; a phone that is
     * asked directly {@code CANCELLED}. It needs server 1.45 or app 1.67.
     */
    @Override
    public Message cancel(MessageId id, Deadline deadline) {
        HttpResponse response = api.call(Method.DELETE, messages.child(id.value()), null, deadline);
        if (response.status() == 409 || response.status() == 400 || response.status() == 405) {
            throw api.exception(AndroidGatewayErrors.CANCEL, response);
        }
        return reader.message(api.requireFound(response, id), Asked.about(id));
    }

    /**
     * Looks for the message with the request's key, where no "not found" is cached.
     *
     * @throws io.heliograph.error.SmsException also if the key names another message, or there are too many messages to
     *     look through
     */
    @Override
    public Optional<Message> lookup(SendRequest request, Deadline deadline) {
        return search.lookup(request, deadline);
    }

    /** How long a request may be under way inside the server isn't documented: 6 minutes are our caution. */
    @Override
    public LookupTiming lookupTiming() {
        return LOOKUP_TIMES;
    }
}
