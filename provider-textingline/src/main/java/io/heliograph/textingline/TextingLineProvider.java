package io.heliograph.textingline;

import io.heliograph.http.AttemptContext;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.ResourcePath;
import io.heliograph.json.JsonBody;
import io.heliograph.message.Credits;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.Violation;
import io.heliograph.message.Violations;
import io.heliograph.spi.BulkLimits;
import io.heliograph.spi.Capability;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.VendorApi;
import io.heliograph.spi.VendorProvider;
import io.heliograph.text.SegmentProfile;
import io.heliograph.text.Segments;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Translates between Heliograph and TextingLine's {@code /api/v1/messaging} API. */
final class TextingLineProvider extends VendorProvider {
    private static final Set<Capability> CAPABILITIES =
            Collections.unmodifiableSet(EnumSet.of(Capability.SENDER, Capability.MEDIA, Capability.BULK));

    /**
     * "Up to 640 characters"; the vendor doesn't say whether it counts UTF-16 units or code points, so the stricter
     * count applies. Billing isn't by segment (docs.smsfactory.com, 2026-03).
     */
    private static final SegmentProfile PROFILE = SegmentProfile.builder()
            .maxLength(640, SegmentProfile.LengthUnit.UTF_16_UNITS)
            .build();

    /** The vendor's example has 3 recipients, but its reference says twice that the minimum is 100. */
    private static final BulkLimits BULK_LIMITS = new BulkLimits(100, 50_000);

    private static final String SHORT_CODE = "[0-9]{5,6}";

    private final @Nullable Sender defaultSender;
    private final ResourcePath message;
    private final ResourcePath broadcast;

    TextingLineProvider(VendorApi api, @Nullable Sender defaultSender, TextingLineWebhooks webhooks) {
        super(api, webhooks, null);
        this.defaultSender = defaultSender;
        message = api.target("api", "v1", "messaging", "message");
        broadcast = api.target("api", "v1", "messaging", "broadcast");
    }

    /** Without {@link Capability#STATUS}: the vendor has no status query. */
    @Override
    public Set<Capability> capabilities() {
        return CAPABILITIES;
    }

    /**
     * Each send carries its idempotency key; the vendor answers a repeated request with the first response and sends
     * nothing.
     */
    @Override
    public DuplicateProtection duplicateProtection() {
        return DuplicateProtection.IDEMPOTENCY_KEY;
    }

    @Override
    public List<Violation> validate(SendRequest request) {
        Violations violations = new Violations();
        violations
                .sender(request.from().orElse(null), defaultSender, TextingLineErrors.NAME)
                .ifPresent(sender -> checkSender(sender, violations));
        Segments.of(request.text(), PROFILE)
                .tooLongFor("TextingLine")
                .ifPresent(problem -> violations.add("text", problem));
        if (request.media().size() > 1) {
            violations.add("media", "has " + request.media().size() + " URLs; TextingLine takes one");
        }
        return violations.list();
    }

    @Override
    public SegmentProfile segmentProfile() {
        return PROFILE;
    }

    /**
     * Two SMS credits, one of them for a carrier lookup that other pages describe as "if needed"; an MMS costs an MMS
     * credit in addition (docs.smsfactory.com, "Send a message" and "MMS and media", 2026-03). The text's length
     * doesn't matter.
     */
    @Override
    public Credits estimate(SendRequest request) {
        Map<String, Long> amounts = new LinkedHashMap<>();
        amounts.put("SMS credit", 2L);
        if (!request.media().isEmpty()) {
            amounts.put("MMS credit", 1L);
        }
        return new Credits(amounts, false);
    }

    /**
     * E.164 numbers and short codes of 5 or 6 digits, never alphanumeric (docs.smsfactory.com, "Phone numbers",
     * 2026-11).
     */
    static void checkSender(Sender sender, Violations violations) {
        if (sender.kind() == Sender.Kind.ALPHANUMERIC) {
            violations.add(
                    "from", "is a name, and TextingLine takes none; it must be E.164 or a short code of 5 or 6 digits");
        } else if (sender.kind() == Sender.Kind.SHORT_CODE && !sender.value().matches(SHORT_CODE)) {
            violations.add(
                    "from",
                    "is a short code of " + sender.value().length() + " digits; at TextingLine it must have 5 or 6");
        }
    }

    @Override
    public SendResult send(SendRequest request, AttemptContext context) {
        Sender sender = request.from().orElse(defaultSender);
        JsonBody body = json -> TextingLineWire.writeSend(json, request, sender);
        return submit(message, body, request, List.of(request.to()), context);
    }

    @Override
    public BulkLimits bulkLimits() {
        return BULK_LIMITS;
    }

    /**
     * Starts a broadcast, which the vendor processes asynchronously without ids for the recipients. One duplicate
     * number, or one that hasn't opted in, makes the vendor reject the whole broadcast. Each call needs a key of its
     * own: the vendor answers a second call with the same key with the first broadcast.
     */
    @Override
    public SendResult sendBulk(SendRequest content, List<PhoneNumber> recipients, AttemptContext context) {
        Sender sender = content.from().orElse(defaultSender);
        JsonBody body = json -> TextingLineWire.writeBroadcast(json, content, recipients, sender);
        return submit(broadcast, body, content, recipients, context);
    }

    private SendResult submit(
            ResourcePath target,
            JsonBody body,
            SendRequest content,
            List<PhoneNumber> recipients,
            AttemptContext context) {
        HttpResponse response = api.submit(target, body, context);
        List<String> sensitive = api.sensitiveValues(content);
        if (response.is2xx()) {
            return TextingLineMessages.answer(response, content, recipients, sensitive);
        }
        SendResult result = api.sendFailure(response, sensitive);
        return result instanceof SendResult.Rejected rejected
                ? new SendResult.Rejected(rejected.failure(), ErrorReply.notOptedIn(response))
                : result;
    }
}
