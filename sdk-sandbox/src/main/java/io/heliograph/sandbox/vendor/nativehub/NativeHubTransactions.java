package io.heliograph.sandbox.vendor.nativehub;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.Page;
import io.heliograph.sandbox.http.Query;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The account's transactions at NativeHub (reference page, API v1, 2026-11-20): one top-up at the start of the sandbox, and a
 * debit for each message that was submitted. Immutable and thread-safe.
 */
final class NativeHubTransactions {
    private static final BigDecimal TOP_UP = new BigDecimal("1000000");
    private static final Set<String> TYPES = Set.of("DEBIT", "CREDIT", "TOPUP", "ADJUSTMENT", "REFUND");

    private final Instant since;

    NativeHubTransactions(Instant since) {
        this.since = since;
    }

    /** A page of the list, newest first; days are in UTC, and money is in JSON numbers. */
    Map<String, Object> list(List<NativeHubMessage> messages, Query query, Instant now) throws ErrorResponseException {
        query.refuseUnknown(Set.of("page", "per_page", "type", "date_from", "date_to"));
        if (query.has("type") && !TYPES.contains(query.text("type"))) {
            throw query.wrong("type");
        }
        LocalDate from = query.day("date_from");
        LocalDate to = query.day("date_to");
        List<Map<String, @Nullable Object>> found = lines(messages, now).stream()
                .filter(line -> !query.has("type") || query.text("type").equals(line.get("type")))
                .filter(line -> isBetween(line, from, to))
                .toList();
        Page<Map<String, @Nullable Object>> page = Page.newestFirst(
                found, query.count("page", 1, 1, Integer.MAX_VALUE), query.count("per_page", 20, 1, 100));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("data", page.items());
        answer.put("total", page.total());
        answer.put("page", page.number());
        answer.put("per_page", page.size());
        return answer;
    }

    private static boolean isBetween(
            Map<String, @Nullable Object> line, @Nullable LocalDate from, @Nullable LocalDate to) {
        LocalDate day = LocalDate.ofInstant(Instant.parse(String.valueOf(line.get("created_at"))), ZoneOffset.UTC);
        return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    }

    /** All transactions, oldest first. */
    private List<Map<String, @Nullable Object>> lines(List<NativeHubMessage> messages, Instant now) {
        List<Map<String, @Nullable Object>> lines = new ArrayList<>();
        BigDecimal balance = BigDecimal.ZERO;
        lines.add(line("TOPUP", TOP_UP, balance, null, NativeHubMessage.time(since)));
        balance = TOP_UP;
        for (NativeHubMessage message : messages) {
            Map<String, @Nullable Object> json = message.json(now);
            Object sentAt = json.get("sent_at");
            if (sentAt != null && json.get("sell_price") instanceof BigDecimal price) {
                lines.add(line("DEBIT", price, balance, message.id(), sentAt.toString()));
                balance = balance.subtract(price);
            }
        }
        return lines;
    }

    /** The amount is positive for each type, as in the reference's sample. */
    private static Map<String, @Nullable Object> line(
            String type, BigDecimal amount, BigDecimal before, @Nullable String messageId, String createdAt) {
        String of = type + (messageId == null ? "" : messageId);
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put(
                "id",
                UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)).toString());
        line.put("tenant_id", NativeHubMessage.TENANT);
        line.put("account_id", NativeHubMessage.ACCOUNT);
        line.put("type", type);
        line.put("amount", amount);
        line.put("currency", "USD");
        line.put("balance_before", before);
        line.put("balance_after", messageId == null ? before.add(amount) : before.subtract(amount));
        line.put("reference_id", messageId);
        line.put("reference_type", messageId == null ? null : "message");
        line.put("description", messageId == null ? "Top-up" : "SMS");
        line.put("created_at", createdAt);
        return line;
    }
}
