package io.heliograph.wavix;

import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.ResourcePath;
import io.heliograph.message.Balance;
import io.heliograph.message.Credits;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendRequest;
import io.heliograph.message.VendorOption;
import io.heliograph.message.Violation;
import io.heliograph.spi.Acceptance;
import io.heliograph.spi.Capability;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.LookupTiming;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.VendorApi;
import io.heliograph.spi.VendorProvider;
import io.heliograph.spi.WebhookRegistrar;
import io.heliograph.text.SegmentProfile;
import io.heliograph.text.Segments;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Translates between Heliograph and Wavix's {@code /v3/messages}. */
final class WavixProvider extends VendorProvider {
    private static final LookupTiming LOOKUP_TIMING =
            new LookupTiming(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofMinutes(15));

    private final WavixMessages reader;
    private final WavixAccount account;
    private final WavixConfig options;
    private final Set<Capability> capabilities;
    private final ResourcePath messages;
    private final ResourcePath submissions;

    WavixProvider(
            VendorApi api,
            WavixMessages reader,
            WavixAccount account,
            WavixConfig options,
            WavixWebhooks webhooks,
            WebhookRegistrar registrar) {
        super(api, webhooks, registrar);
        this.reader = reader;
        this.account = account;
        this.options = options;
        capabilities = capabilities(options);
        messages = api.target("v3", "messages");
        submissions = options.idempotency() == Idempotency.ENDPOINT ? messages.child("idempotent") : messages;
    }

    private static Set<Capability> capabilities(WavixConfig options) {
        Set<Capability> all = EnumSet.of(
                Capability.SENDER,
                Capability.STATUS,
                Capability.TAG,
                Capability.VALIDITY,
                Capability.CALLBACK_URL,
                Capability.MEDIA,
                Capability.BALANCE);
        if (options.lookupByTag()) {
            all.add(Capability.LOOKUP);
        }
        return Collections.unmodifiableSet(all);
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public Set<VendorOption<?>> options(SendRequest request) {
        return WavixOptions.ALL;
    }

    /** Wavix responds to a repeated key with an error and no message, so no option makes it {@code IDEMPOTENCY_KEY}. */
    @Override
    public DuplicateProtection duplicateProtection() {
        return options.lookupByTag() ? DuplicateProtection.LOOKUP : DuplicateProtection.NONE;
    }

    @Override
    public List<Violation> validate(SendRequest request) {
        return WavixValidation.request(request, options);
    }

    @Override
    public SegmentProfile segmentProfile() {
        return WavixValidation.PROFILE;
    }

    /**
     * Wavix bills each segment, and an MMS as one (docs.wavix.com, 2025-12); its response has {@code segments}. Its smart
     * encoding may lower the number.
     */
    @Override
    public Credits estimate(SendRequest request) {
        if (!request.media().isEmpty()) {
            return Credits.parts(1);
        }
        int parts = Segments.of(request.text(), segmentProfile()).parts();
        return options.smartEncoding(request) ? Credits.atMostParts(parts) : Credits.parts(parts);
    }

    @Override
    public SendResult send(SendRequest request, AttemptContext context) {
        HttpResponse response =
                keyed(request).submit(submissions, json -> WavixWire.writeSend(json, request, options), context);
        if (!response.is2xx()) {
            return api.sendFailure(response, api.sensitiveValues(request));
        }
        Message message = reader.read(response, WavixMessages.NO_ID, () -> api.sensitiveValues(request));
        Failure failure = message.failure().orElse(null);
        return failure != null && failure.type() == ErrorType.DUPLICATE // an earlier attempt, which may be the SMS
                ? new SendResult.Unknown(failure.reason())
                : Acceptance.of(response, message);
    }

    private VendorApi keyed(SendRequest request) {
        String key = request.key().value();
        return switch (options.idempotency()) {
            case OFF -> api;
            case HEADER -> api.withHeader("X-Cio-Idempotency-Key", key);
            case ENDPOINT -> api.withHeader("Idempotency-Key", key);
        };
    }

    @Override
    public Message status(MessageId id, Deadline deadline) {
        HttpResponse response = api.get(messages.child(id.value()), deadline);
        return reader.read(api.requireFound(response, id), id, List::of);
    }

    @Override
    public List<Balance> balance(Deadline deadline) {
        return account.balance(deadline);
    }

    /** The vendor doesn't document how soon the list has a message; a quarter of an hour is a cautious choice. */
    @Override
    public LookupTiming lookupTiming() {
        return LOOKUP_TIMING;
    }

    @Override
    public Optional<Message> lookup(SendRequest request, Deadline deadline) {
        return reader.lookup(request, deadline);
    }
}
