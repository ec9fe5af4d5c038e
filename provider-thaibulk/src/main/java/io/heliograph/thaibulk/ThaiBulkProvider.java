package io.heliograph.thaibulk;

import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.ResourcePath;
import io.heliograph.http.body.HttpBody;
import io.heliograph.json.JsonBody;
import io.heliograph.message.Balance;
import io.heliograph.message.Credits;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.PhoneNumberList;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.message.Violation;
import io.heliograph.message.Violations;
import io.heliograph.spi.Acceptance;
import io.heliograph.spi.BulkLimits;
import io.heliograph.spi.Capability;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.VendorApi;
import io.heliograph.spi.VendorProvider;
import io.heliograph.text.SegmentProfile;
import io.heliograph.text.Segments;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Translates between Heliograph and Me SMS's {@code /sms}, which documents no idempotency key and no search by one. */
final class ThaiBulkProvider extends VendorProvider {
    private static final Set<Capability> CAPABILITIES = Collections.unmodifiableSet(EnumSet.of(
            Capability.SENDER,
            Capability.STATUS,
            Capability.BULK,
            Capability.SCHEDULE,
            Capability.CANCEL,
            Capability.BALANCE));

    private final @Nullable Sender defaultSender;
    private final BulkLimits limits;
    private final ThaiBulkMessages messages;
    private final ThaiBulkAccount account;
    private final ResourcePath sends;

    ThaiBulkProvider(
            VendorApi api,
            @Nullable Sender defaultSender,
            int chunkSize,
            ThaiBulkMessages messages,
            ThaiBulkAccount account,
            ThaiBulkWebhooks webhooks) {
        super(api, webhooks, null);
        this.defaultSender = defaultSender;
        this.messages = messages;
        this.account = account;
        limits = new BulkLimits(1, Math.max(2, chunkSize));
        sends = api.target("sms", "send");
    }

    @Override
    public Set<Capability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public List<Violation> validate(SendRequest request) {
        return bulkValidation(request).apply(request.to());
    }

    @Override
    public Function<PhoneNumber, List<Violation>> bulkValidation(SendRequest content) {
        List<Violation> ofContent = contentViolations(content);
        return to -> ofContent.isEmpty() && ThaiNumbers.isThai(to) ? List.of() : violations(to, ofContent);
    }

    private static List<Violation> violations(PhoneNumber to, List<Violation> ofContent) {
        Violations violations = new Violations();
        ThaiBulkValidation.number(to, violations);
        ofContent.forEach(violation -> violations.add(violation.field(), violation.problem()));
        return violations.list();
    }

    private List<Violation> contentViolations(SendRequest request) {
        Violations violations = new Violations();
        violations
                .sender(request.from().orElse(null), defaultSender, ThaiBulkErrors.NAME)
                .ifPresent(sender -> ThaiBulkValidation.sender(sender, violations));
        ThaiBulkValidation.text(request.text(), violations);
        ThaiBulkValidation.sendAt(request.sendAt().orElse(null), violations);
        return violations.list();
    }

    @Override
    public SegmentProfile segmentProfile() {
        return ThaiBulkValidation.PROFILE;
    }

    /**
     * Segments times recipients (me-sms.com/en/api-docs, 2026-11). "Thai 70, English 160" doesn't say whether the UDH uses
     * 3 and 7 characters of each segment of a long text. The estimate assumes it; the vendor's preview may have fewer.
     */
    @Override
    public Credits estimate(SendRequest request) {
        return Credits.atMostParts(
                Segments.of(request.text(), ThaiBulkValidation.PROFILE).parts());
    }

    @Override
    public SendResult send(SendRequest request, AttemptContext context) {
        return submit(request, body(request, List.of(request.to())), List.of(request.to()), context);
    }

    @Override
    public BulkLimits bulkLimits() {
        return limits;
    }

    @Override
    public SendResult sendBulk(SendRequest content, List<PhoneNumber> recipients, AttemptContext context) {
        PhoneNumberList numbers = PhoneNumberList.copyOf(recipients);
        Violations violations = new Violations();
        ThaiBulkValidation.numbers(numbers, violations); // one bad number may fail the whole call at the vendor
        if (!violations.list().isEmpty()) {
            String reason = "it wasn't asked: " + violations.list().get(0);
            return new SendResult.Rejected(Failure.of(ErrorType.INVALID_RECIPIENT, reason));
        }
        return submit(content, new ManyNumbersBody(body(content, List.of()), numbers), numbers, context);
    }

    private JsonBody body(SendRequest request, List<PhoneNumber> recipients) {
        Sender sender = request.from().orElse(defaultSender);
        return json -> ThaiBulkWire.writeSend(json, request, sender, recipients);
    }

    /** A quote of the vendor's text has no digits, so the other recipients' numbers don't appear in it. */
    private SendResult submit(
            SendRequest request, HttpBody body, List<PhoneNumber> recipients, AttemptContext context) {
        return submit(body, request.sendAt(), api.sensitiveValues(request), recipients, context);
    }

    /** A group's numbers and a template's text are unknown here, so the vendor's text isn't quoted. */
    SendResult submit(Campaign campaign, AttemptContext context) {
        Sender sender = sender(campaign);
        JsonBody body = json -> ThaiBulkWire.writeCampaign(json, campaign, sender, false);
        return submit(body, campaign.sendAt(), List.of(), List.of(), context);
    }

    private SendResult submit(
            HttpBody body,
            Optional<Instant> sendAt,
            List<String> sensitive,
            List<PhoneNumber> recipients,
            AttemptContext context) {
        HttpResponse response = api.submit(sends, body, context);
        if (!response.is2xx()) {
            return api.sendFailure(response, sensitive);
        }
        Status begin = sendAt.isPresent() ? Status.SCHEDULED : Status.QUEUED;
        Message message = messages.accepted(response, begin, recipients, sensitive);
        return Acceptance.of(response, message, message.id().isKnown());
    }

    /**
     * The sender of a campaign, or the default one.
     *
     * @throws InvalidRequestException if neither is set
     */
    Sender sender(Campaign campaign) {
        Violations violations = new Violations();
        Optional<Sender> sender = violations.sender(campaign.from().orElse(null), defaultSender, ThaiBulkErrors.NAME);
        violations.throwIfAny();
        return sender.orElseThrow();
    }

    @Override
    public Message status(MessageId id, Deadline deadline) {
        return messages.status(id, deadline);
    }

    @Override
    public Message cancel(MessageId id, Deadline deadline) {
        return messages.cancel(id, deadline);
    }

    @Override
    public List<Balance> balance(Deadline deadline) {
        return account.balance(deadline);
    }
}
