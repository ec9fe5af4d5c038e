package io.heliograph.sandbox.vendor.wavix;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.Page;
import io.heliograph.sandbox.spi.Json;
import io.heliograph.sandbox.spi.SandboxRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The query of Wavix's list and of its export (Wavix OpenAPI, 2026-06-30). The list filters by days and has pages; the export
 * filters by seconds and has none. Times are in UTC.
 */
record WavixList(Map<String, String> query, boolean isExport, int page, int perPage) {
    private static final Set<String> STATUSES =
            Set.of("accepted", "pending", "sent", "delivered", "undelivered", "expired", "rejected", "dlr_expired");
    private static final Set<String> FILTERS = Set.of(
            "type", "sent_after", "sent_before", "from", "to", "status", "tag", "message_type", "page", "per_page");

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final Set<String> PAGING = Set.of("page", "per_page");

    static WavixList read(SandboxRequest request, boolean isExport) throws ErrorResponseException {
        Map<String, String> query = request.query();
        for (String name : query.keySet()) {
            require(FILTERS.contains(name) && !(isExport && PAGING.contains(name)), name);
        }
        require(Set.of("outbound", "inbound").contains(query.getOrDefault("type", "")), "type");
        require(STATUSES.contains(query.getOrDefault("status", "sent")), "status");
        require(Set.of("sms", "mms").contains(query.getOrDefault("message_type", "sms")), "message_type");
        time(query, "sent_after", isExport, 0);
        time(query, "sent_before", isExport, 0);
        return new WavixList(
                query, isExport, count(query, "page", 1, Integer.MAX_VALUE), count(query, "per_page", 25, 100));
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

    /** The time of a parameter: the start of a day some days on, or a second of an export. */
    private static @Nullable Instant time(Map<String, String> query, String name, boolean isExport, int daysOn)
            throws ErrorResponseException {
        String value = query.get(name);
        if (value == null) {
            return null;
        }
        try {
            return isExport
                    ? LocalDateTime.parse(value, SECONDS)
                            .toInstant(ZoneOffset.UTC)
                            .plusSeconds(daysOn)
                    : LocalDate.parse(value).plusDays(daysOn).atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new ErrorResponseException(400, WavixSend.ERROR_PREFIX + name);
        }
    }

    /** The requested page, newest first. */
    Map<String, Object> of(List<WavixListed> messages, Instant now) throws ErrorResponseException {
        List<WavixListed> found = found(messages, now);
        Page<WavixListed> shown = Page.of(found, page, perPage);
        return WavixPaging.json(
                "items",
                shown.items().stream().map(message -> message.listed(now)).toList(),
                shown);
    }

    /** All matching messages, newest first, as lines of NDJSON. */
    String lines(List<WavixListed> messages, Instant now) throws ErrorResponseException {
        return found(messages, now).stream()
                .map(message -> Json.write(message.listed(now)) + "\n")
                .collect(Collectors.joining());
    }

    private List<WavixListed> found(List<WavixListed> messages, Instant now) throws ErrorResponseException {
        Predicate<WavixListed> wanted = filter(now);
        List<WavixListed> found =
                new ArrayList<>(messages.stream().filter(wanted).toList());
        Collections.reverse(found);
        return found;
    }

    private Predicate<WavixListed> filter(Instant now) throws ErrorResponseException {
        Instant from = time(query, "sent_after", isExport, 0);
        Instant until = time(query, "sent_before", isExport, 1); // the whole last day, or the whole last second
        return message -> message.direction().equals(query.get("type"))
                && (from == null || !message.acceptedAt().isBefore(from))
                && (until == null || message.acceptedAt().isBefore(until))
                && digitsMatch("from", message.from())
                && digitsMatch("to", message.to())
                && matches("status", message.status(now))
                && matches("tag", message.tag())
                && matches("message_type", message.type());
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
