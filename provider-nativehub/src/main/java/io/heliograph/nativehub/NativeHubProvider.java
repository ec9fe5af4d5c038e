package io.heliograph.nativehub;

import io.heliograph.error.SmsException;
import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.ResourcePath;
import io.heliograph.json.JsonBody;
import io.heliograph.message.Credits;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.Violation;
import io.heliograph.message.Violations;
import io.heliograph.spi.Acceptance;
import io.heliograph.spi.BulkLimits;
import io.heliograph.spi.Capability;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.VendorApi;
import io.heliograph.spi.VendorProvider;
import io.heliograph.spi.WebhookRegistrar;
import io.heliograph.text.Segments;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Translates between Heliograph and NativeHub's {@code /messages} and {@code /scheduled-messages}. */
final class NativeHubProvider extends VendorProvider {
    static final String NAME = "nativehub";

    /** The vendor advises to stay under 10,000 recipients (quick start, 2026-02); a hard limit isn't documented. */
    private static final BulkLimits BULK = new BulkLimits(1, 10_000);

    private final NativeHubMessages reader;
    private final @Nullable Sender defaultSender;
    private final @Nullable String route;
    private final ResourcePath messages;
    private final ResourcePath bulk;
    private final ResourcePath scheduled;
    private final NativeHubScheduled scheduling = new NativeHubScheduled();
    private final NativeHubBulk batches;

    NativeHubProvider(
            VendorApi api,
            NativeHubMessages reader,
            @Nullable Sender defaultSender,
            @Nullable String route,
            NativeHubWebhooks webhooks,
            WebhookRegistrar registrar) {
        super(api, webhooks, registrar);
        this.reader = reader;
        this.defaultSender = defaultSender;
        this.route = route;
        batches = new NativeHubBulk(reader);
        messages = api.target("messages");
        bulk = messages.child("bulk");
        scheduled = api.target("scheduled-messages");
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.SENDER, Capability.STATUS, Capability.SCHEDULE, Capability.BULK);
    }

    /** A send has no field for a key or a label of the caller's. */
    @Override
    public DuplicateProtection duplicateProtection() {
        return DuplicateProtection.NONE;
    }

    /** The vendor documents neither the forms of senders nor the longest text, so both are left to it. */
    @Override
    public List<Violation> validate(SendRequest request) {
        Violations faults = new Violations();
        faults.sender(request, defaultSender, NAME);
        request.sendAt().ifPresent(time -> NativeHubScheduled.check(time, faults));
        return faults.list();
    }

    /** 160 and 153 of GSM-7, 70 and 67 of UCS-2, by the part (guide to SMS messaging, 2026-02); later it says part_count. */
    @Override
    public Credits estimate(SendRequest request) {
        return Credits.parts(Segments.of(request.text()).parts());
    }

    @Override
    public SendResult send(SendRequest request, AttemptContext context) {
        Sender sender = request.from().orElse(defaultSender);
        List<String> sensitive = api.sensitiveValues(request);
        Instant sendAt = request.sendAt().orElse(null);
        if (sendAt != null) {
            JsonBody body = json -> NativeHubScheduled.write(json, request, sendAt, sender);
            return submit(scheduled, body, context, sensitive, response -> scheduling.read(response, sensitive));
        }
        JsonBody body = json -> NativeHubWire.writeSend(json, request, sender, route);
        return submit(
                messages,
                body,
                context,
                sensitive,
                response -> reader.read(response, MessageId.unknown(NAME), sensitive));
    }

    @Override
    public BulkLimits bulkLimits() {
        return BULK;
    }

    @Override
    public SendResult sendBulk(SendRequest content, List<PhoneNumber> recipients, AttemptContext context) {
        if (content.sendAt().isPresent()) {
            return new SendResult.Rejected(Failure.of(
                    ErrorType.UNSUPPORTED, "NativeHub sends to many at once only, not at a later time (SCHEDULE)"));
        }
        Sender sender = content.from().orElse(defaultSender);
        // The other numbers needn't be named: of the vendor's prose no word with three digits is repeated
        List<String> sensitive = api.sensitiveValues(content);
        JsonBody body = json -> NativeHubBulk.write(json, content, recipients, sender);
        return submit(
                bulk,
                body,
                context,
                sensitive,
                response -> batches.read(response, recipients, sensitive, context.deadline()));
    }

    private SendResult submit(
            ResourcePath target,
            JsonBody body,
            AttemptContext context,
            List<String> sensitive,
            Function<HttpResponse, Message> read) {
        HttpResponse response = api.submit(target, body, context);
        return response.is2xx() ? Acceptance.of(response, read.apply(response)) : api.sendFailure(response, sensitive);
    }

    /** A scheduled message can't be asked for: the vendor documents no place for it, and its message has another id. */
    @Override
    public Message status(MessageId id, Deadline deadline) {
        if (id.value().startsWith(NativeHubScheduled.PREFIX)) {
            throw SmsException.of(
                    Failure.of(
                            ErrorType.UNSUPPORTED,
                            "NativeHub can't be asked about a message that waits for its time; once sent it has an id of "
                                    + "its own"),
                    List.of());
        }
        HttpResponse response = api.get(messages.child(id.value()), deadline);
        return reader.read(api.requireFound(response, id), id, List.of());
    }
}
