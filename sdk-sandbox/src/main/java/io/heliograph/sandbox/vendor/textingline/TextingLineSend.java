package io.heliograph.sandbox.vendor.textingline;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.JsonFields;
import io.heliograph.sandbox.spi.SandboxRequest;
import io.heliograph.sandbox.vendor.SegmentCount;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of a send to one phone, or of a broadcast, by TextingLine's pages (2026-11-20).
 *
 * @param body null for an MMS without text
 * @param mediaUrl null for an SMS
 * @param idempotencyKey null when every request is a send of its own
 */
record TextingLineSend(
        List<String> recipients,
        String from,
        @Nullable String body,
        @Nullable String mediaUrl,
        @Nullable String idempotencyKey) {
    /** The code for a missing field, and for errors without a documented code. */
    static final int BAD_REQUEST = 33005;

    private static final int NOT_A_NUMBER = 33003;
    private static final int UNSAFE_MEDIA = 33018;
    private static final int DUPLICATES = 33024;
    private static final int NOT_OPTED_IN = 33028;
    private static final String ERROR_PREFIX = "Invalid or unknown field: ";
    private static final Set<String> COMMON = Set.of("from", "body", "mediaUrl", "idempotencyKey");
    private static final Pattern NUMBER = Pattern.compile("\\+[0-9]{7,15}");
    private static final Pattern SENDER = Pattern.compile("\\+[0-9]{7,15}|[0-9]{5,6}");
    // The reference counts the colon among the characters; in the guide it may be punctuation.
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9@_():-]{2,100}");
    private static final Pattern PRIVATE_HOST = Pattern.compile(
            "localhost|[^.]*|.*\\.(local|internal|localhost)|(0|10|127)\\..*|169\\.254\\..*|192\\.168\\..*"
                    + "|172\\.(1[6-9]|2[0-9]|3[01])\\..*|\\[.*",
            Pattern.CASE_INSENSITIVE);
    private static final int MAX_BODY = 640;
    private static final int MIN_RECIPIENTS = 100;
    private static final int MAX_RECIPIENTS = 50_000;

    static TextingLineSend toOne(SandboxRequest request) throws ErrorResponseException {
        JsonFields fields = JsonFields.read(request, ERROR_PREFIX);
        refuseUnknown(fields, "to");
        return read(fields, List.of(required(fields, "to")));
    }

    static TextingLineSend toMany(SandboxRequest request, Predicate<String> optedOut) throws ErrorResponseException {
        JsonFields fields = JsonFields.read(request, ERROR_PREFIX);
        refuseUnknown(fields, "recipients");
        List<JsonFields> items = fields.objects("recipients");
        if (items == null) {
            throw missing("recipients");
        }
        if (items.size() < MIN_RECIPIENTS || items.size() > MAX_RECIPIENTS) {
            throw refused(
                    BAD_REQUEST, "recipients must have " + MIN_RECIPIENTS + " to " + MAX_RECIPIENTS + " elements");
        }
        List<String> recipients = new ArrayList<>();
        for (JsonFields item : items) {
            item.refuseUnknown(Set.of("to"));
            recipients.add(required(item, "to"));
        }
        TextingLineSend send = read(fields, recipients);
        if (new HashSet<>(recipients).size() < recipients.size()) {
            throw refused(DUPLICATES, "Duplicate numbers in recipients");
        }
        send.refuseWithoutConsent(optedOut);
        return send;
    }

    private static void refuseUnknown(JsonFields fields, String own) throws ErrorResponseException {
        Set<String> known = new HashSet<>(COMMON);
        known.add(own);
        fields.refuseUnknown(known);
    }

    private static TextingLineSend read(JsonFields fields, List<String> recipients) throws ErrorResponseException {
        String from = required(fields, "from");
        for (String to : recipients) {
            if (!NUMBER.matcher(to).matches()) {
                throw refused(NOT_A_NUMBER, "to must be a phone number in E.164 format");
            }
        }
        if (!SENDER.matcher(from).matches()) {
            throw refused(NOT_A_NUMBER, "from must be a phone number in E.164 format or a short code");
        }
        String mediaUrl = fields.string("mediaUrl");
        String body = fields.string("body");
        if (mediaUrl == null && (body == null || body.isEmpty())) {
            throw missing("body");
        }
        if (body != null && body.length() > MAX_BODY) {
            throw refused(BAD_REQUEST, "body must not be longer than " + MAX_BODY + " characters");
        }
        if (mediaUrl != null && !isPublic(mediaUrl)) {
            throw refused(UNSAFE_MEDIA, "The media URL failed the security check");
        }
        String key = fields.string("idempotencyKey");
        if (key != null && !KEY.matcher(key).matches()) {
            throw refused(BAD_REQUEST, "idempotencyKey must have 2 to 100 letters, digits and @-_():");
        }
        return new TextingLineSend(recipients, from, body, mediaUrl, key);
    }

    private static String required(JsonFields fields, String name) throws ErrorResponseException {
        String value = fields.string(name);
        if (value == null || value.isEmpty()) {
            throw missing(name);
        }
        return value;
    }

    private static ErrorResponseException missing(String name) {
        return refused(BAD_REQUEST, "Missing required field: " + name);
    }

    private static ErrorResponseException refused(int code, String words) {
        return new ErrorResponseException(400, words, Map.of("code", code));
    }

    /** Whether a URL's host is neither this machine nor in a private network; nothing is fetched. */
    private static boolean isPublic(String mediaUrl) {
        try {
            URI uri = new URI(mediaUrl);
            return uri.getScheme() != null
                    && uri.getScheme().matches("(?i)https?")
                    && uri.getHost() != null
                    && !PRIVATE_HOST.matcher(uri.getHost()).matches();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private void refuseWithoutConsent(Predicate<String> optedOut) throws ErrorResponseException {
        List<String> notOptedIn = recipients.stream().filter(optedOut).toList();
        if (!notOptedIn.isEmpty()) {
            Map<String, Object> details = Map.of("notOptedIn", notOptedIn, "totalNotOptedIn", notOptedIn.size());
            String words = "One or more recipients are not opted in to any group";
            throw new ErrorResponseException(400, words, Map.of("code", NOT_OPTED_IN, "details", details));
        }
    }

    /** An MMS is one message; the vendor's answers have no count. */
    int segments() {
        return mediaUrl != null || body == null ? 1 : SegmentCount.of(body).count();
    }

    /** The text in the inbox: the file's URL for an MMS without text. */
    String content() {
        return body != null ? body : String.valueOf(mediaUrl);
    }
}
