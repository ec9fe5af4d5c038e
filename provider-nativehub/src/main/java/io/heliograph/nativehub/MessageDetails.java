package io.heliograph.nativehub;

import static io.heliograph.json.JsonBinding.orEmpty;

import com.squareup.moshi.Json;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.Message;
import io.heliograph.spi.Timestamps;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a NativeHub message that only NativeHub has. Immutable and thread-safe; a field that the vendor omits is
 * empty.
 *
 * @param batchId the id of the bulk send; a message to one recipient may have one too
 * @param connectionId the vendor's id of its connection to the upstream provider
 * @param providerMessageId the message's id at the upstream provider
 * @param priority {@code low}, {@code normal} or {@code high}
 * @param updatedAt when NativeHub changed the message last
 */
public record MessageDetails(
        String batchId, String connectionId, String providerMessageId, String priority, Optional<Instant> updatedAt) {
    private static final JsonBinding<Reply> REPLY = JsonBinding.of(Reply.class);

    /**
     * Reads the fields of a message from NativeHub: from a send, a status query or a list.
     *
     * @return without any field if the message has no JSON
     */
    public static MessageDetails of(Message message) {
        Reply reply = REPLY.read(message.rawJson());
        Reply details = reply == null ? new Reply() : reply.id == null && reply.data != null ? reply.data : reply;
        return new MessageDetails(
                orEmpty(details.batchId),
                orEmpty(details.connectionId),
                orEmpty(details.providerMessageId),
                orEmpty(details.priority),
                Optional.ofNullable(Timestamps.parse(details.updatedAt)));
    }

    static final class Reply {
        private @Nullable String id;

        @Json(name = "batch_id")
        private @Nullable String batchId;

        @Json(name = "connection_id")
        private @Nullable String connectionId;

        @Json(name = "provider_message_id")
        private @Nullable String providerMessageId;

        private @Nullable String priority;

        @Json(name = "updated_at")
        private @Nullable String updatedAt;

        private @Nullable Reply data;
    }
}
