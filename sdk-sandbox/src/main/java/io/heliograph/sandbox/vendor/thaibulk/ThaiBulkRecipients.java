package io.heliograph.sandbox.vendor.thaibulk;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.Page;
import io.heliograph.sandbox.http.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The recipients of one send to Me SMS (API v2, 2026-11-20), by cursor or by page. A cursor is the position of the last
 * returned recipient, so it stays valid when states change meanwhile.
 *
 * @param status empty for every status
 * @param after null for the mode with numbered pages
 */
record ThaiBulkRecipients(String status, @Nullable Integer after, int page, int limit) {
    private static final Set<String> STATUSES =
            Set.of("pending", "success", "failed", "invalid", "blocked", "expired", "timeout");

    static ThaiBulkRecipients read(Query query) throws ErrorResponseException {
        query.refuseUnknown(Set.of("status", "after", "page", "limit"));
        if (query.has("status") && !STATUSES.contains(query.text("status"))) {
            throw query.wrong("status");
        }
        // The modes don't share their positions.
        if (query.has("after") && query.has("page")) {
            throw query.wrong("page");
        }
        return new ThaiBulkRecipients(
                query.text("status"),
                query.has("after") ? query.count("after", 0, 0, Integer.MAX_VALUE) : null,
                query.count("page", 1, 1, Integer.MAX_VALUE),
                query.count("limit", 100, 1, 1000));
    }

    Map<String, @Nullable Object> of(ThaiBulkMessage message, Instant now) {
        Map<String, @Nullable Object> answer = after == null ? numbered(message, now) : following(message, now, after);
        answer.put("summary", summary(message, now));
        return answer;
    }

    private Map<String, @Nullable Object> following(ThaiBulkMessage message, Instant now, int start) {
        List<Map<String, Object>> rows = new ArrayList<>();
        int count = message.send().msisdns().size();
        boolean hasMore = false;
        int cursor = start;
        for (int i = start; i < count && !hasMore; i++) {
            if (!matches(message, i, now)) {
                continue;
            }
            hasMore = rows.size() == limit;
            if (!hasMore) {
                rows.add(row(message, i, now));
                cursor = i + 1;
            }
        }
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("data", rows);
        answer.put("nextCursor", hasMore ? cursor : null);
        answer.put("hasMore", hasMore);
        return answer;
    }

    private Map<String, @Nullable Object> numbered(ThaiBulkMessage message, Instant now) {
        List<Integer> found = IntStream.range(0, message.send().msisdns().size())
                .filter(recipient -> matches(message, recipient, now))
                .boxed()
                .toList();
        Page<Integer> shown = Page.of(found, page, limit);
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put(
                "data",
                shown.items().stream()
                        .map(recipient -> row(message, recipient, now))
                        .toList());
        answer.put("total", shown.total());
        answer.put("page", shown.number());
        answer.put("limit", shown.size());
        return answer;
    }

    private boolean matches(ThaiBulkMessage message, int recipient, Instant now) {
        return status.isEmpty() || message.recipientStatus(recipient, now).equals(status);
    }

    private static Map<String, Object> row(ThaiBulkMessage message, int recipient, Instant now) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("msisdn", ThaiBulkSend.international(message.send().msisdns().get(recipient)));
        row.put("status", message.recipientStatus(recipient, now));
        return row;
    }

    private static List<Map<String, Object>> summary(ThaiBulkMessage message, Instant now) {
        List<Map<String, Object>> summary = new ArrayList<>();
        message.summary(now).forEach((state, count) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("status", state);
            entry.put("count", count);
            summary.add(entry);
        });
        return summary;
    }
}
