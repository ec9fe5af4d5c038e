package io.heliograph.sandbox.api;

import io.heliograph.sandbox.journal.Codes;
import io.heliograph.sandbox.journal.KeptMessage;
import io.heliograph.sandbox.journal.Recipient;
import io.heliograph.sandbox.journal.SendReport;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import io.heliograph.sandbox.spi.SimulatedMessage;
import io.heliograph.text.Segments;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message as JSON, short. */
final class MessageJson {
    private MessageJson() {}

    /** The message with its state at a time. */
    static Map<String, @Nullable Object> summary(KeptMessage kept, Instant at) {
        SimulatedMessage message = kept.message();
        Step step = message.timeline().at(at);
        SendReport send = kept.send().orElse(null);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", Long.toString(kept.id()));
        json.put("vendor", message.vendor());
        json.put("vendorId", message.id());
        json.put("to", message.to());
        json.put("from", message.from());
        json.put("text", message.text());
        json.put("state", step.state());
        json.put("status", kept.status(step).word());
        json.put("error", step.error());
        json.put("acceptedAt", message.acceptedAt().toString());
        json.put("scheduledAt", time(message.scheduledAt()));
        json.put("tag", message.tag());
        json.put(
                "encoding",
                message.isEncrypted()
                        ? "encrypted"
                        : Segments.of(message.text()).encoding().label());
        json.put("segments", message.segments());
        json.put("price", message.price().map(MessageJson::price).orElse(null));
        json.put("codes", Codes.in(message));
        json.put("media", message.media());
        json.put("encrypted", message.isEncrypted());
        json.put("key", send == null ? null : send.key());
        json.put("route", send == null ? null : send.route());
        json.put("attempts", send == null ? null : send.attempts().size());
        return json;
    }

    private static Map<String, Object> price(SimulatedMessage.Price price) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("amount", price.amount());
        json.put("unit", price.unit());
        return json;
    }

    static Map<String, @Nullable Object> recipient(Recipient recipient, Instant at) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("to", recipient.last().message().to());
        json.put("count", recipient.count());
        // What a person has read is known to the page only.
        json.put("unread", 0);
        json.put("last", summary(recipient.last(), at));
        return json;
    }

    static @Nullable String time(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    static @Nullable String id(long id) {
        return id == 0 ? null : Long.toString(id);
    }
}
