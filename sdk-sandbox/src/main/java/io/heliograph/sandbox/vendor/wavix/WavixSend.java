package io.heliograph.sandbox.vendor.wavix;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.JsonFields;
import io.heliograph.sandbox.spi.SandboxRequest;
import io.heliograph.sandbox.spi.TestNumber;
import io.heliograph.sandbox.vendor.SegmentCount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of a send to Wavix, validated against the closed schema {@code MessageCreateRequest} (Wavix OpenAPI,
 * 2026-06-30).
 *
 * @param media null for an SMS; otherwise the message is an MMS
 * @param callbackUrl null when the account's URL gets the delivery reports
 * @param text as it is sent: with {@code smart_encoding} in GSM-7, where that is possible
 * @param validitySeconds null when the message doesn't expire
 */
record WavixSend(
        String from,
        String to,
        String text,
        @Nullable List<String> media,
        @Nullable String callbackUrl,
        @Nullable Long validitySeconds,
        @Nullable String tag) {
    /** The vendor's error text for an invalid parameter, up to its name. */
    static final String ERROR_PREFIX = "Missing or invalid parameter ";

    // Not in the OpenAPI description: of error page 41 (2025-12) and the vendor's n8n node (2026-04).
    private static final String SMART_ENCODING = "smart_encoding";
    private static final Set<String> FIELDS =
            Set.of("from", "to", "message_body", "callback_url", "validity", "tag", SMART_ENCODING);
    private static final Set<String> BODY_FIELDS = Set.of("text", "media");
    private static final Pattern SENDER = Pattern.compile("[A-Za-z0-9 +_&-]{3,11}|\\+?[0-9]{3,15}");
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{7,15}");
    private static final Pattern WEB_ADDRESS = Pattern.compile("https?://.+", Pattern.DOTALL);
    private static final int MAX_FILES = 5;
    // The vendor's page on length says 1,630, which isn't a multiple of 153; 670 is ten parts.
    private static final int MAX_GSM7 = 1630;
    private static final int MAX_UCS2 = 670;

    static WavixSend read(SandboxRequest request) throws ErrorResponseException {
        JsonFields fields = JsonFields.read(request, ERROR_PREFIX);
        fields.refuseUnknown(FIELDS);
        String from = required(fields, "from", SENDER);
        String to = required(fields, "to", NUMBER);
        JsonFields body = fields.object("message_body");
        if (body == null) {
            throw fields.wrong("message_body");
        }
        body.refuseUnknown(BODY_FIELDS);
        List<String> media = media(body);
        String text = body.string("text");
        if (text == null || (text.isEmpty() && media == null)) {
            throw body.wrong("text");
        }
        String callbackUrl = fields.has("callback_url") ? required(fields, "callback_url", WEB_ADDRESS) : null;
        Long validity = fields.integer("validity");
        if (validity != null && (validity < 1 || validity > Integer.MAX_VALUE)) {
            throw fields.wrong("validity");
        }
        String sent = fields.bool(SMART_ENCODING, false) ? SmartEncoding.of(text) : text;
        WavixSend send = new WavixSend(from, to, sent, media, callbackUrl, validity, fields.string("tag"));
        send.refuseWhatCannotBeSent();
        return send;
    }

    private static String required(JsonFields fields, String name, Pattern shape) throws ErrorResponseException {
        String value = fields.string(name);
        if (value == null || !shape.matcher(value).matches()) {
            throw fields.wrong(name);
        }
        return value;
    }

    private static @Nullable List<String> media(JsonFields body) throws ErrorResponseException {
        if (body.members().get("media") == null) {
            return null;
        }
        List<String> media = body.strings("media");
        if (media != null
                && (media.size() > MAX_FILES
                        || !media.stream()
                                .allMatch(url -> WEB_ADDRESS.matcher(url).matches()))) {
            throw body.wrong("media");
        }
        return media;
    }

    private void refuseWhatCannotBeSent() throws ErrorResponseException {
        if (testNumber() == TestNumber.INVALID) {
            throw new ErrorResponseException(422, "Destination is invalid or not mobile phone number");
        }
        if (media != null && !to.replace("+", "").startsWith("1")) {
            throw new ErrorResponseException(422, "MMS can be set to the US and CA phone numbers only");
        }
        SegmentCount size = SegmentCount.of(text);
        if (size.units() > (size.gsm7() ? MAX_GSM7 : MAX_UCS2)) {
            throw new ErrorResponseException(422, "Message too long");
        }
    }

    /** A number with its plus sign, which requests may leave out. */
    static String withPlus(String number) {
        return number.startsWith("+") ? number : "+" + number;
    }

    TestNumber testNumber() {
        return TestNumber.of(to);
    }

    int segments() {
        return media == null ? SegmentCount.of(text).count() : 1;
    }

    Map<String, @Nullable Object> messageBody() {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("text", text);
        body.put("media", media);
        return body;
    }
}
