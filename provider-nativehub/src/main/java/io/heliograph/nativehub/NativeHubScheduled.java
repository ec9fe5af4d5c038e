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

/** A send at a later time: what goes over the wire as in {@link NativeHubWire}, and what the answer says. Thread-safe. */
final class NativeHubScheduled {
    /** Before the id of a message that waits for its time, because the vendor knows it under that id there only. */
    static final String PREFIX = "scheduled:";

    /** The first instant that RFC 3339, which the vendor wants, can't write. */
    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

    private final JsonBinding<ScheduledReply> scheduledReply = JsonBinding.of(ScheduledReply.class);

    static void check(Instant sendAt, Violations faults) {
        if (!sendAt.isBefore(YEAR_10000)) {
            faults.add("sendAt", "has a year of more than four digits");
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

    /** The answer to a send at a later time. */
    static final class ScheduledReply {
        private @Nullable String id;

        @Json(name = "from_number")
        private @Nullable String fromNumber;

        @Json(name = "to_number")
        private @Nullable String toNumber;

        private @Nullable String from;
        private @Nullable String to;
        private @Nullable String status;

        @Json(name = "created_at")
        private @Nullable String createdAt;
    }

    Message read(HttpResponse response, List<String> personal) {
        ScheduledReply currentScheduledReply = scheduledReply.read(response.body());
        if (currentScheduledReply == null) {
            return Message.builder(MessageId.unknown(NativeHubProvider.NAME), Status.SCHEDULED)
                    .build();
        }
        Message.Builder message = read(currentScheduledReply).rawJson(NativeHubWire.withoutCost(response.body()));
        if (NativeHubWire.status(currentScheduledReply.status).isFailure()) {
            message.failure(NativeHubErrors.failure(response, null, null, personal));
        }
        return message.build();
    }

    private static Message.Builder read(ScheduledReply scheduledReply) {
        String id = scheduledReply.id == null || scheduledReply.id.isEmpty() ? null : PREFIX + scheduledReply.id;
        return Message.builder(MessageId.tryParse(NativeHubProvider.NAME, id), status(scheduledReply.status))
                .rawStatus(scheduledReply.status)
                .to(PhoneNumber.tryParse(scheduledReply.toNumber != null ? scheduledReply.toNumber : scheduledReply.to)
                        .orElse(null))
                .from(Sender.tryParse(
                                scheduledReply.fromNumber != null ? scheduledReply.fromNumber : scheduledReply.from)
                        .orElse(null))
                .submittedAt(Timestamps.parse(scheduledReply.createdAt));
    }

    /** Which words there are for a message that waits for its time isn't documented. */
    private static Status status(@Nullable String word) {
        if (word == null || word.equalsIgnoreCase("scheduled")) {
            return Status.SCHEDULED;
        }
        Status status = NativeHubWire.status(word);
        return status == Status.QUEUED ? Status.SCHEDULED : status;
    }
}
