package io.heliograph.wavix;

import io.heliograph.error.MessageNotFoundException;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpReply;
import io.heliograph.http.SendScope;
import io.heliograph.http.Target;
import io.heliograph.message.Balance;
import io.heliograph.message.Credits;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Fault;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.Acceptance;
import io.heliograph.spi.Answer;
import io.heliograph.spi.Capability;
import io.heliograph.spi.Dedupe;
import io.heliograph.spi.LookupTimes;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorApi;
import io.heliograph.spi.WebhookParser;
import io.heliograph.spi.WebhookRegistrar;
import io.heliograph.text.SegmentProfile;
import io.heliograph.text.Segments;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Translates between Heliograph and Wavix's {@code /v3/messages}. */
final class WavixProvider implements SmsProvider {
    private static final LookupTimes LOOKUP_TIMES =
            new LookupTimes(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofMinutes(15));

    private final VendorApi api;
    private final WavixMessages reader;
    private final Account account;
    private final WavixOptions options;
    private final WavixWebhooks webhooks;
    private final WebhookRegistrar registrar;
    private final Target messages;
    private final Target submissions;

    WavixProvider(
            VendorApi api,
            WavixMessages reader,
            Account account,
            WavixOptions options,
            WavixWebhooks webhooks,
            WebhookRegistrar registrar) {
        this.api = api;
        this.reader = reader;
        this.account = account;
        this.options = options;
        this.webhooks = webhooks;
        this.registrar = registrar;
        messages = api.target("v3", "messages");
        submissions = options.idempotency() == Idempotency.ENDPOINT ? messages.child("idempotent") : messages;
    }

    @Override
    public String name() {
        return WavixErrors.NAME;
    }

    @Override
    public Set<Capability> capabilities() {
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
        return all;
    }

    /** A key that Wavix has seen gives an error and not the message, so no setting makes it {@code CLIENT_KEY}. */
    @Override
    public Dedupe dedupe() {
        return options.lookupByTag() ? Dedupe.LOOKUP : Dedupe.NONE;
    }

    @Override
    public List<Fault> check(SendRequest request) {
        return WavixValidation.request(request, options);
    }

    @Override
    public SegmentProfile segmentProfile() {
        return WavixValidation.PROFILE;
    }

    /**
     * Billed by the part, and an MMS as one (docs.wavix.com, 2025-12); the answer has {@code segments} then. Its own smart
     * encoding may make it less.
     */
    @Override
    public Credits estimate(SendRequest request) {
        if (!request.media().isEmpty()) {
            return Credits.parts(1);
        }
        int parts = Segments.of(request.text(), segmentProfile()).parts();
        return options.smartEncoding() ? Credits.atMostParts(parts) : Credits.parts(parts);
    }

    @Override
    public Answer send(SendRequest request, SendScope scope) {
        HttpReply reply =
                keyed(request).submit(submissions, json -> WavixWire.writeSend(json, request, options), scope);
        List<String> sensitive = api.sensitiveValues(request);
        if (!reply.is2xx()) {
            return api.sendFailure(reply, sensitive);
        }
        Message message = reader.read(reply, MessageId.unknown(WavixErrors.NAME), sensitive);
        Refusal why = message.failure().orElse(null);
        return why != null && why.type() == ErrorType.DUPLICATE // about an earlier try, which may be the SMS
                ? new Answer.Unclear(why.reason())
                : Acceptance.of(reply, message);
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
        HttpReply reply = api.get(messages.child(id.value()), deadline);
        if (reply.status() == 404) {
            throw new MessageNotFoundException(id);
        }
        return reader.read(api.require2xx(reply), id, List.of());
    }

    @Override
    public List<Balance> balance(Deadline deadline) {
        return account.balance(deadline);
    }

    /** No document says how soon a message is on the list; a quarter of an hour is our caution. */
    @Override
    public LookupTimes lookupTimes() {
        return LOOKUP_TIMES;
    }

    @Override
    public Optional<Message> lookup(SendRequest request, Deadline deadline) {
        return reader.lookup(request, deadline);
    }

    @Override
    public Optional<WebhookParser> webhooks() {
        return Optional.of(webhooks);
    }

    @Override
    public Optional<WebhookRegistrar> webhookRegistrar() {
        return Optional.of(registrar);
    }

    @Override
    public void close() {
        api.close();
    }
}
