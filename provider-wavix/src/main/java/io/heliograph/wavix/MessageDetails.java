package io.heliograph.wavix;

import static io.heliograph.json.JsonBinding.orEmpty;

import com.squareup.moshi.Json;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.Message;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a Wavix message that only Wavix has. Immutable and thread-safe.
 *
 * @param type SMS or MMS; empty if missing
 * @param mcc the recipient's mobile country code, such as {@code 310}; empty if missing
 * @param mnc the recipient's mobile network code, with its leading zeros, such as {@code 024}; empty if missing
 * @param media the URLs of an MMS's files
 */
public record MessageDetails(Optional<MessageFilter.MessageType> type, String mcc, String mnc, List<String> media) {
    private static final JsonBinding<Reply> REPLY = JsonBinding.of(Reply.class);

    public MessageDetails {
        media = List.copyOf(media);
    }

    /**
     * Reads the fields of a message from Wavix: from a send, a status query, a list or an export.
     *
     * @return without any field if the message has no JSON
     */
    public static MessageDetails of(Message message) {
        Reply reply = REPLY.read(message.rawJson());
        Reply details = reply == null ? new Reply() : reply.message != null ? reply.message : reply;
        List<@Nullable String> files = details.messageBody == null || details.messageBody.media == null
                ? List.of()
                : details.messageBody.media;
        return new MessageDetails(
                type(orEmpty(details.messageType)),
                orEmpty(details.mcc),
                orEmpty(details.mnc),
                files.stream().filter(Objects::nonNull).toList());
    }

    private static Optional<MessageFilter.MessageType> type(String word) {
        return word.equalsIgnoreCase("sms")
                ? Optional.of(MessageFilter.MessageType.SMS)
                : word.equalsIgnoreCase("mms") ? Optional.of(MessageFilter.MessageType.MMS) : Optional.empty();
    }

    /** Hides the files' URLs. */
    @Override
    public String toString() {
        return "MessageDetails[" + type.map(Enum::name).orElse("?") + ", network " + mcc + "-" + mnc + ", "
                + media.size() + " files]";
    }

    static final class Reply {
        @Json(name = "message_type")
        private @Nullable String messageType;

        private @Nullable String mcc;
        private @Nullable String mnc;

        @Json(name = "message_body")
        private WavixWire.@Nullable Content messageBody;

        private @Nullable Reply message;
    }
}
