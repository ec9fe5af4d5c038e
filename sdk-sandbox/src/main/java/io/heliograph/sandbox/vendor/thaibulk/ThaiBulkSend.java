package io.heliograph.sandbox.vendor.thaibulk;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.JsonFields;
import io.heliograph.sandbox.http.Rfc3339;
import io.heliograph.sandbox.spi.SandboxRequest;
import io.heliograph.sandbox.vendor.SegmentCount;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request to send or to estimate by Me SMS's page (API v2, 2026-11-20), with its template and contact group resolved.
 *
 * @param sender empty in an estimate, which needs none
 * @param msisdns the recipients as the request had them
 * @param scheduledTime null for now
 */
record ThaiBulkSend(
        String sender,
        String text,
        List<String> msisdns,
        @Nullable Instant scheduledTime,
        boolean dryRun) {
    /** A sender name whose approval is pending. */
    static final String WAITING_SENDER = "WAITING";

    /** The sandbox's error text for an invalid parameter, up to its name; the vendor's own isn't published. */
    static final String ERROR_PREFIX = "Invalid parameter: ";

    private static final Set<String> CONTENT =
            Set.of("content", "templateId", "msisdns", "contactGroupId", "variables");
    private static final Set<String> SENDING = Set.of("sender", "scheduledTime", "dryRun");
    private static final Map<Long, String> TEMPLATES = Map.of(1L, "Your code is {{code}}.");
    private static final Map<Long, List<String>> GROUPS = Map.of(1L, List.of("66811111111", "66822222222"));
    private static final Pattern SENDER = Pattern.compile("[!-~]{1,11}");
    private static final Pattern NUMBER = Pattern.compile("(66|0)[0-9]{9}");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}");
    private static final int MAX_CONTENT = 1000;

    static ThaiBulkSend read(SandboxRequest request, Instant now) throws ErrorResponseException {
        JsonFields fields = JsonFields.read(request, ERROR_PREFIX);
        Set<String> known = new HashSet<>(CONTENT);
        known.addAll(SENDING);
        // A misspelt dryRun would be a real send.
        fields.refuseUnknown(known);
        String sender = fields.string("sender");
        if (sender == null || !SENDER.matcher(sender).matches()) {
            throw fields.wrong("sender");
        }
        if (sender.equals(WAITING_SENDER)) {
            throw new ErrorResponseException(400, "Sender is not approved");
        }
        return new ThaiBulkSend(
                sender, text(fields), msisdns(fields), scheduledTime(fields, now), fields.bool("dryRun", false));
    }

    static ThaiBulkSend preview(SandboxRequest request) throws ErrorResponseException {
        JsonFields fields = JsonFields.read(request, ERROR_PREFIX);
        fields.refuseUnknown(CONTENT);
        return new ThaiBulkSend("", text(fields), msisdns(fields), null, true);
    }

    private static void requireOneOf(JsonFields fields, String one, String other) throws ErrorResponseException {
        if (fields.has(one) == fields.has(other)) {
            throw new ErrorResponseException(400, "Exactly one of " + one + " and " + other + " is required");
        }
    }

    private static String text(JsonFields fields) throws ErrorResponseException {
        requireOneOf(fields, "content", "templateId");
        String content = fields.string("content");
        if (content != null && fields.has("variables")) {
            throw fields.wrong("variables");
        }
        String text = content != null ? content : filled(fields);
        if (text.isEmpty() || text.length() > MAX_CONTENT) {
            throw fields.wrong("content");
        }
        return text;
    }

    private static String filled(JsonFields fields) throws ErrorResponseException {
        String template = TEMPLATES.get(fields.integer("templateId"));
        if (template == null) {
            throw fields.wrong("templateId");
        }
        JsonFields variables = fields.object("variables");
        Matcher matcher = PLACEHOLDER.matcher(template);
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(text, Matcher.quoteReplacement(variable(fields, variables, matcher)));
        }
        return matcher.appendTail(text).toString();
    }

    private static String variable(JsonFields fields, @Nullable JsonFields variables, MatchResult placeholder)
            throws ErrorResponseException {
        String value = variables == null ? null : variables.string(placeholder.group(1));
        if (value == null) {
            throw fields.wrong("variables." + placeholder.group(1));
        }
        return value;
    }

    private static List<String> msisdns(JsonFields fields) throws ErrorResponseException {
        requireOneOf(fields, "msisdns", "contactGroupId");
        List<String> msisdns = fields.strings("msisdns");
        if (msisdns == null) {
            msisdns = GROUPS.get(fields.integer("contactGroupId"));
        }
        if (msisdns == null) {
            throw fields.wrong("contactGroupId");
        }
        if (msisdns.isEmpty()) {
            throw fields.wrong("msisdns");
        }
        for (String msisdn : msisdns) {
            if (!NUMBER.matcher(msisdn).matches()) {
                throw new ErrorResponseException(400, "Invalid number");
            }
        }
        return msisdns;
    }

    private static @Nullable Instant scheduledTime(JsonFields fields, Instant now) throws ErrorResponseException {
        String written = fields.string("scheduledTime");
        if (written == null) {
            return null;
        }
        // The vendor shows an offset only; whether it accepts Z isn't documented.
        Instant time = written.endsWith("Z") ? null : Rfc3339.parse(written);
        if (time == null || !time.isAfter(now)) {
            throw fields.wrong("scheduledTime");
        }
        return time;
    }

    /** A number in the national format of the vendor's responses. */
    static String international(String msisdn) {
        return msisdn.startsWith("0") ? "66" + msisdn.substring(1) : msisdn;
    }

    int parts() {
        return SegmentCount.of(text).count();
    }

    long credits() {
        return (long) parts() * msisdns.size();
    }
}
