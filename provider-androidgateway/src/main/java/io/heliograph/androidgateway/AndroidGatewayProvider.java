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
import io.heliograph.message.VendorOption;
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
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Translates between Heliograph and the gateway's {@code /messages}. */
final class AndroidGatewayProvider extends VendorProvider {
    private static final Set<Capability> CAPABILITIES = Collections.unmodifiableSet(EnumSet.of(
            Capability.STATUS,
            Capability.VALIDITY,
            Capability.SCHEDULE,
            Capability.CANCEL,
            Capability.BULK,
            Capability.LOOKUP));

    /** Encryption takes 250 ms for each number, and a request has one deadline for all its numbers. */
    private static final int MAX_ENCRYPTED = 20;

    private static final LookupTiming LOOKUP_TIMES =
            new LookupTiming(Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofMinutes(6));

    /** Android ends a segment only between grapheme clusters (SmsMessageBase, from Android 7 on, 2026-11). */
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
        return CAPABILITIES;
    }

    @Override
    public Set<VendorOption<?>> options(SendRequest request) {
        return AndroidGatewayOptions.of(options);
    }

    /** The gateway rejects duplicate IDs per phone, so the ID is an idempotency key only with a pinned phone. */
    @Override
    public DuplicateProtection duplicateProtection() {
        return options.deviceId() == null ? DuplicateProtection.LOOKUP : DuplicateProtection.IDEMPOTENCY_KEY;
    }

    @Override
    public List<Violation> validate(SendRequest request) {
        return AndroidGatewayValidation.violations(request, options.encryption(), Clock.systemUTC());
    }

    /**
     * The phone's rules for splitting a text (app 1.67, 2026-08), which the estimate uses too; the phone's plan counts these
     * segments. The phone may need fewer if its network allows a national language table.
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
     * Cancels a queued message. A server returns {@code CANCELLING}, because the phone may have begun to send; a phone in
     * local mode returns {@code CANCELLED}. Needs server 1.45 or app 1.67.
     */
    @Override
    public Message cancel(MessageId id, Deadline deadline) {
        HttpResponse response = api.call(Method.DELETE, messages.child(id.value()), null, deadline);
        boolean isNoRoute = response.status() == 404 && !api.isNotFound(response);
        boolean isTooOld = options.phone() ? response.status() == 405 : isNoRoute;
        if (isTooOld || response.status() == 409 || response.status() == 400) {
            throw api.exception(AndroidGatewayErrors.CANCEL, response);
        }
        return reader.message(api.requireFound(response, id), Asked.about(id));
    }

    /**
     * Looks up the message with the request's key, and bypasses the server's cache of "not found" responses.
     *
     * @throws io.heliograph.error.SmsException also if another message has the key, or if there are too many messages to
     *     search
     */
    @Override
    public Optional<Message> lookup(SendRequest request, Deadline deadline) {
        return search.lookup(request, deadline);
    }

    /** The vendor doesn't document how long a request can stay in the server: 6 minutes are our safety margin. */
    @Override
    public LookupTiming lookupTiming() {
        return LOOKUP_TIMES;
    }
}
