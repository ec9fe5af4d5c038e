package io.heliograph.sandbox.vendor.nativehub;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.Query;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** NativeHub's log of a message and its counts of messages (reference pages, API v1, 2026-11-20); days are in UTC. */
final class NativeHubReports {
    private static final String ROUTE = "5a0b0000-0000-4000-8000-000000000005";

    private NativeHubReports() {}

    /** The log of a message, oldest first: an entry for each state that it has reached. */
    static List<Map<String, @Nullable Object>> logs(NativeHubMessage message, Instant now) {
        List<Map<String, @Nullable Object>> logs = new ArrayList<>();
        List<Step> steps = message.ownSteps();
        for (int i = 0; i < steps.size() && !steps.get(i).at().isAfter(now); i++) {
            Step step = steps.get(i);
            boolean isReported = NativeHubWebhooks.isReported(step.state());
            Map<String, @Nullable Object> detail = new LinkedHashMap<>();
            detail.put("dlr_status", isReported ? step.state().toUpperCase(Locale.ROOT) : null);
            detail.put("network_code", isReported ? "00101" : null); // the test network of ITU-T E.212
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("id", message.id() + "-" + i);
            entry.put("message_id", message.id());
            entry.put("connection_id", isReported ? NativeHubMessage.CONNECTION : null);
            entry.put("provider_id", ROUTE);
            entry.put("status", step.state());
            entry.put("detail", detail);
            entry.put("error_message", step.error());
            entry.put("created_at", NativeHubMessage.time(step.at()));
            logs.add(entry);
        }
        return logs;
    }

    /** The number of the messages of some days by status. */
    static Map<String, Object> stats(List<NativeHubMessage> messages, Query query, Instant now)
            throws ErrorResponseException {
        query.refuseUnknown(Set.of("date_from", "date_to"));
        LocalDate from = query.day("date_from");
        LocalDate to = query.day("date_to");
        List<String> states = messages.stream()
                .filter(message -> isBetween(message, from, to))
                .map(message -> message.status(now))
                .toList();
        Map<String, Object> stats = new LinkedHashMap<>();
        stats.put("total", states.size());
        for (String state : List.of("delivered", "failed", "pending", "queued")) {
            stats.put(state, states.stream().filter(state::equals).count());
        }
        return stats;
    }

    private static boolean isBetween(NativeHubMessage message, @Nullable LocalDate from, @Nullable LocalDate to) {
        LocalDate day = LocalDate.ofInstant(message.acceptedAt(), ZoneOffset.UTC);
        return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    }

    /** Each status with its share of all messages. */
    static List<Map<String, Object>> breakdown(List<NativeHubMessage> messages, Instant now) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        messages.forEach(message -> counts.merge(message.status(now), 1, Integer::sum));
        List<Map<String, Object>> shares = new ArrayList<>();
        counts.forEach((state, count) -> {
            Map<String, Object> share = new LinkedHashMap<>();
            share.put("status", state);
            share.put("count", count);
            share.put(
                    "percentage",
                    BigDecimal.valueOf(count * 100L)
                            .divide(BigDecimal.valueOf(messages.size()), 1, RoundingMode.HALF_UP));
            shares.add(share);
        });
        return shares;
    }
}
