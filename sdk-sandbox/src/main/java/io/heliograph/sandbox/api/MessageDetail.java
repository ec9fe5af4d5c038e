package io.heliograph.sandbox.api;

import io.heliograph.sandbox.change.MessageChanges;
import io.heliograph.sandbox.journal.Journal;
import io.heliograph.sandbox.journal.KeptMessage;
import io.heliograph.sandbox.journal.Page;
import io.heliograph.sandbox.model.MessageChange;
import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.server.VendorPorts;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import io.heliograph.sandbox.spi.SimulatedMessage;
import io.heliograph.text.NonGsmCharacter;
import io.heliograph.text.SegmentProfile;
import io.heliograph.text.Segments;
import io.heliograph.text.SmartEncoding;
import io.heliograph.text.SmartEncodingResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message as JSON with everything that is known about it. Thread-safe. */
final class MessageDetail {
    private static final int MAX_WEBHOOKS = 500;

    private final Journal journal;
    private final VendorPorts vendors;

    MessageDetail(Journal journal, VendorPorts vendors) {
        this.journal = journal;
        this.vendors = vendors;
    }

    Map<String, @Nullable Object> of(KeptMessage kept) {
        Instant now = journal.clock().instant();
        SimulatedMessage message = kept.message();
        Map<String, @Nullable Object> json = MessageJson.summary(kept, now);
        json.put(
                "timeline",
                message.timeline().steps().stream()
                        .map(step -> step(kept, step, now))
                        .toList());
        addSegments(json, message);
        json.put(
                "request",
                journal.exchanges()
                        .log()
                        .get(kept.exchange())
                        .map(RecordJson::wholeExchange)
                        .orElse(null));
        json.put(
                "webhooks",
                journal
                        .webhooks()
                        .newestFirst(attempt -> kept.equals(attempt.message()), Page.FROM_NEWEST, MAX_WEBHOOKS)
                        .items()
                        .stream()
                        .map(RecordJson::webhook)
                        .toList());
        json.put("send", kept.send().map(RecordJson::send).orElse(null));
        MessageChanges changes = changes(kept);
        json.put("changes", changes.possible().stream().map(MessageChange::word).toList());
        json.put("failures", failures(changes));
        return json;
    }

    private static Map<String, @Nullable Object> step(KeptMessage kept, Step step, Instant now) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("at", step.at().toString());
        json.put("state", step.state());
        json.put("status", kept.status(step).word());
        json.put("error", step.error());
        json.put("past", !step.at().isAfter(now));
        return json;
    }

    /** The parts by the standard; the vendor's own count is in the summary. */
    private static void addSegments(Map<String, @Nullable Object> json, SimulatedMessage message) {
        if (message.isEncrypted()) {
            json.put("parts", List.of());
            json.put("unitsPerPart", null);
            json.put("forcing", List.of());
            json.put("smart", null);
            return;
        }
        Segments segments = Segments.of(message.text());
        List<String> texts = segments.split();
        List<Integer> units = segments.unitsPerPart();
        List<Map<String, Object>> parts = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Map<String, Object> part = new LinkedHashMap<>();
            part.put("text", texts.get(i));
            part.put("units", units.get(i));
            parts.add(part);
        }
        SegmentProfile standard = SegmentProfile.standard();
        json.put("parts", parts);
        json.put(
                "unitsPerPart",
                segments.parts() == 1
                        ? standard.unitsPerSinglePart(segments.encoding())
                        : standard.unitsPerConcatenatedPart(segments.encoding()));
        json.put("forcing", forcing(segments));
        json.put("smart", smart(message.text()));
    }

    /** Each character that forces UCS-2 once, with the number of times that it is there. */
    private static List<Map<String, @Nullable Object>> forcing(Segments segments) {
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        for (NonGsmCharacter character : segments.nonGsm()) {
            counts.merge(character.codePoint(), 1, Integer::sum);
        }
        List<Map<String, @Nullable Object>> forcing = new ArrayList<>();
        counts.forEach((codePoint, count) -> {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("character", Character.toString(codePoint));
            json.put("codePoint", String.format(Locale.ROOT, "U+%04X", codePoint));
            json.put("name", Character.getName(codePoint));
            json.put("count", count);
            forcing.add(json);
        });
        return forcing;
    }

    private static @Nullable Map<String, Object> smart(String text) {
        SmartEncodingResult result = SmartEncoding.typography().apply(text);
        if (!result.changed()) {
            return null;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("encoding", result.after().encoding().label());
        json.put("segments", result.after().parts());
        json.put("replaced", result.replaced());
        return json;
    }

    /** What can be changed of a message by hand. */
    MessageChanges changes(KeptMessage kept) {
        SimulatedMessage message = kept.message();
        return new MessageChanges(message, vendors.get(message.vendor()).vendor(), journal.clock());
    }

    private static List<Map<String, Object>> failures(MessageChanges changes) {
        List<Map<String, Object>> failures = new ArrayList<>();
        for (VendorFault fault : changes.failures()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("code", fault.code());
            json.put("description", fault.description());
            failures.add(json);
        }
        return failures;
    }
}
