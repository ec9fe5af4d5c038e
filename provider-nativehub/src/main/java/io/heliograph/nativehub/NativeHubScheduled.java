package io.heliograph.nativehub;

import com.squareup.moshi.Json;
import com.squareup.moshi.JsonWriter;
import io.heliograph.http.HttpResponse;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.message.Violations;
import io.heliograph.spi.Timestamps;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A scheduled send: its JSON, named as in {@link NativeHubWire}, and its response. Thread-safe. */
final class NativeHubScheduled {
    /** Prefix of a scheduled message's id, which the vendor knows only among its scheduled messages. */
    static final String PREFIX = "scheduled:";

    /** The first instant that RFC 3339, the vendor's format, can't represent. */
    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

    private final JsonBinding<ScheduledReply> scheduledBinding = JsonBinding.of(ScheduledReply.class);

    static void check(Instant sendAt, Violations violations) {
        if (!sendAt.isBefore(YEAR_10000)) {
            violations.add("sendAt", "has a year of more than four digits");
        }
    }

    static void write(JsonWriter json, SendRequest request, Instant sendAt, @Nullable Sender sender)
            throws IOException {
        json.beginObject();
        json.name("from").value(sender == null ? null : sender.value());
        json.name("to").value(request.to().e164());
        json.name("body").value(request.text());
        json.name("scheduled_at").value(sendAt.truncatedTo(ChronoUnit.SECONDS).toString()); // UTC, with its Z
        json.endObject();
    }

    /** The response to a scheduled send. */
    static final class ScheduledReply {
        private @Nullable String id;

        @Json(name = "from_number")
        private @Nullable String fromNumber;

        @Json(name = "to_number")
        private @Nullable String toNumber;

        private @Nullable String from;
        private @Nullable String to;
        private @Nullable String body;
        private @Nullable String status;

        @Json(name = "scheduled_at")
        private @Nullable String scheduledAt;

        @Json(name = "created_at")
        private @Nullable String createdAt;
    }

    Message read(HttpResponse response, List<String> personal) {
        ScheduledReply reply = response.read(scheduledBinding);
        if (reply == null) {
            return Message.builder(MessageId.unknown(NativeHubErrors.NAME), Status.SCHEDULED)
                    .build();
        }
        Message.Builder message = read(reply).rawJson(NativeHubWire.withoutCost(response.body()));
        if (NativeHubWire.status(reply.status).isFailure()) {
            message.failure(NativeHubErrors.failure(response, null, null, personal));
        }
        return message.build();
    }

    private static Message.Builder read(ScheduledReply reply) {
        String id = reply.id == null || reply.id.isEmpty() ? null : PREFIX + reply.id;
        return Message.builder(MessageId.tryParse(NativeHubErrors.NAME, id), status(reply.status))
                .rawStatus(reply.status)
                .to(PhoneNumber.tryParse(reply.toNumber != null ? reply.toNumber : reply.to)
                        .orElse(null))
                .from(Sender.tryParse(reply.fromNumber != null ? reply.fromNumber : reply.from)
                        .orElse(null))
                .text(reply.body)
                .scheduledAt(Timestamps.parse(reply.scheduledAt))
                .submittedAt(Timestamps.parse(reply.createdAt));
    }

    /** The vendor doesn't document the status words of scheduled messages. */
    private static Status status(@Nullable String word) {
        if (word == null || word.equalsIgnoreCase("scheduled")) {
            return Status.SCHEDULED;
        }
        Status status = NativeHubWire.status(word);
        return status == Status.QUEUED ? Status.SCHEDULED : status;
    }
}
