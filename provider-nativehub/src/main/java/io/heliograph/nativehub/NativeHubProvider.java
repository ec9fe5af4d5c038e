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
import io.heliograph.message.VendorOption;
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
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Translates between Heliograph and NativeHub's {@code /messages} and {@code /scheduled-messages} APIs. */
final class NativeHubProvider extends VendorProvider {
    private static final Set<Capability> CAPABILITIES = Collections.unmodifiableSet(
            EnumSet.of(Capability.SENDER, Capability.STATUS, Capability.SCHEDULE, Capability.BULK));

    /** The vendor recommends fewer than 10,000 recipients (quick start, 2026-02); a hard limit isn't documented. */
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
        return CAPABILITIES;
    }

    @Override
    public Set<VendorOption<?>> options(SendRequest request) {
        return request.sendAt().isPresent() ? Set.of() : NativeHubOptions.ALL;
    }

    /** A send has no field for an idempotency key or a tag. */
    @Override
    public DuplicateProtection duplicateProtection() {
        return DuplicateProtection.NONE;
    }

    /** The vendor documents neither valid sender IDs nor the maximum text length, so it checks both itself. */
    @Override
    public List<Violation> validate(SendRequest request) {
        Violations violations = new Violations();
        violations.sender(request.from().orElse(null), defaultSender, NativeHubErrors.NAME);
        request.sendAt().ifPresent(time -> NativeHubScheduled.check(time, violations));
        return violations.list();
    }

    /**
     * Segments of 160 and 153 in GSM-7, 70 and 67 in UCS-2 (guide to SMS messaging, 2026-02); later the vendor
     * reports part_count.
     */
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
                response -> reader.read(response, MessageId.unknown(NativeHubErrors.NAME), sensitive));
    }

    @Override
    public BulkLimits bulkLimits() {
        return BULK;
    }

    /** The vendor documents neither a time nor options for a bulk send. */
    @Override
    public boolean takesBulk(SendRequest content) {
        return content.sendAt().isEmpty() && !NativeHubOptions.areIn(content);
    }

    @Override
    public SendResult sendBulk(SendRequest content, List<PhoneNumber> recipients, AttemptContext context) {
        if (content.sendAt().isPresent()) {
            return new SendResult.Rejected(Failure.of(
                    ErrorType.UNSUPPORTED, "NativeHub sends to many at once only, not at a later time (SCHEDULE)"));
        }
        Sender sender = content.from().orElse(defaultSender);
        // No need to pass the other numbers: the redactor hides each word of the vendor's text that has three digits
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

    /**
     * Not supported for a scheduled message: the vendor documents no query for it, and the sent message has another
     * id.
     */
    @Override
    public Message status(MessageId id, Deadline deadline) {
        if (id.value().startsWith(NativeHubScheduled.PREFIX)) {
            throw SmsException.of(
                    Failure.of(
                            ErrorType.UNSUPPORTED,
                            "NativeHub can't be asked about a message that waits for its time; once sent it has an id"
                                    + " of its own"),
                    List.of());
        }
        HttpResponse response = api.get(messages.child(id.value()), deadline);
        return reader.read(api.requireFound(response, id), id, List.of());
    }
}
