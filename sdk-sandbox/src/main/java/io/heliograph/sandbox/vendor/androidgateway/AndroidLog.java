package io.heliograph.sandbox.vendor.androidgateway;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.Query;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import io.heliograph.sandbox.spi.SandboxResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The log of a phone that is asked directly (app 1.68.0, 2026-07-14): an entry for each state of each recipient. */
final class AndroidLog {
    /** A state that a message has reached. */
    private record Entry(String messageId, Step step) {
        Map<String, Object> json(int id) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("id", id);
            json.put("createdAt", step.at().toString());
            json.put("module", "messages");
            json.put("priority", step.error() == null ? "INFO" : "WARN");
            json.put("message", "Message is " + step.state());
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("messageId", messageId);
            values.put("state", step.state());
            if (step.error() != null) {
                values.put("error", step.error());
            }
            json.put("context", values);
            return json;
        }
    }

    private AndroidLog() {}

    /** The entries of a period, oldest first. */
    static SandboxResponse list(Collection<AndroidMessage> messages, Query query, Instant now)
            throws ErrorResponseException {
        Instant from = AndroidList.time(query, "from");
        Instant to = AndroidList.time(query, "to");
        List<Entry> entries = new ArrayList<>();
        for (AndroidMessage message : messages) {
            message.timelines().stream()
                    .flatMap(timeline -> timeline.steps().stream())
                    .filter(step -> !step.at().isAfter(now))
                    .forEach(step -> entries.add(new Entry(message.id(), step)));
        }
        entries.sort(Comparator.comparing(entry -> entry.step().at()));
        List<Map<String, Object>> found = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Instant at = entries.get(i).step().at();
            if ((from == null || !at.isBefore(from)) && (to == null || !at.isAfter(to))) {
                found.add(entries.get(i).json(i + 1));
            }
        }
        return SandboxResponse.json(200, found);
    }
}
