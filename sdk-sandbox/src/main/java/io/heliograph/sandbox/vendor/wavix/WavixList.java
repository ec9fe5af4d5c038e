package io.heliograph.sandbox.vendor.wavix;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.spi.SandboxRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The query of Wavix's list operation (Wavix OpenAPI, 2026-06-30); days are in UTC. */
record WavixList(Map<String, String> query, int page, int perPage) {
    private static final Set<String> STATUSES =
            Set.of("accepted", "pending", "sent", "delivered", "undelivered", "expired", "rejected", "dlr_expired");
    private static final Set<String> FILTERS = Set.of(
            "type", "sent_after", "sent_before", "from", "to", "status", "tag", "message_type", "page", "per_page");

    static WavixList read(SandboxRequest request) throws ErrorResponseException {
        Map<String, String> query = request.query();
        for (String name : query.keySet()) {
            require(FILTERS.contains(name), name);
        }
        require(Set.of("outbound", "inbound").contains(query.getOrDefault("type", "")), "type");
        require(STATUSES.contains(query.getOrDefault("status", "sent")), "status");
        require(Set.of("sms", "mms").contains(query.getOrDefault("message_type", "sms")), "message_type");
        day(query, "sent_after");
        day(query, "sent_before");
        return new WavixList(query, count(query, "page", 1, Integer.MAX_VALUE), count(query, "per_page", 25, 100));
    }

    private static void require(boolean valid, String name) throws ErrorResponseException {
        if (!valid) {
            throw new ErrorResponseException(400, WavixSend.ERROR_PREFIX + name);
        }
    }

    private static int count(Map<String, String> query, String name, int ifAbsent, int max)
            throws ErrorResponseException {
        String value = query.getOrDefault(name, Integer.toString(ifAbsent));
        require(value.matches("[0-9]{1,9}"), name);
        int count = Integer.parseInt(value);
        require(count >= 1 && count <= max, name);
        return count;
    }

    private static @Nullable LocalDate day(Map<String, String> query, String name) throws ErrorResponseException {
        String value = query.get(name);
        if (value == null) {
            return null;
        }
        try {
            return LocalDate.parse(value);
        } catch (DateTimeParseException e) {
            throw new ErrorResponseException(400, WavixSend.ERROR_PREFIX + name);
        }
    }

    /** The requested page, newest first. */
    Map<String, Object> of(List<WavixMessage> messages, Instant now) throws ErrorResponseException {
        Predicate<WavixMessage> wanted = filter(now);
        List<WavixMessage> found =
                new ArrayList<>(messages.stream().filter(wanted).toList());
        Collections.reverse(found);
        long skipped = (page - 1L) * perPage;
        return Map.of(
                "items",
                found.stream()
                        .skip(skipped)
                        .limit(perPage)
                        .map(message -> message.listed(now))
                        .toList(),
                "pagination",
                Map.of(
                        "current_page",
                        page,
                        "per_page",
                        perPage,
                        "total",
                        found.size(),
                        "total_pages",
                        (found.size() + perPage - 1) / perPage));
    }

    private Predicate<WavixMessage> filter(Instant now) throws ErrorResponseException {
        LocalDate after = day(query, "sent_after");
        LocalDate before = day(query, "sent_before");
        return message -> {
            LocalDate sent = LocalDate.ofInstant(message.acceptedAt(), ZoneOffset.UTC);
            return "outbound".equals(query.get("type"))
                    && (after == null || !sent.isBefore(after))
                    && (before == null || !sent.isAfter(before))
                    && digitsMatch("from", message.send().from())
                    && digitsMatch("to", message.send().to())
                    && matches("status", message.status(now))
                    && matches("tag", message.send().tag())
                    && matches("message_type", message.send().media() == null ? "sms" : "mms");
        };
    }

    private boolean matches(String name, @Nullable String value) {
        String wanted = query.get(name);
        return wanted == null || wanted.equals(value);
    }

    /** Compares numbers without regard to a plus sign: the vendor's examples show both. */
    private boolean digitsMatch(String name, String value) {
        String wanted = query.get(name);
        return wanted == null || withoutPlus(wanted).equals(withoutPlus(value));
    }

    private static String withoutPlus(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }
}
