package io.heliograph.template;

import com.squareup.moshi.JsonWriter;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The JSON on the wire, field for field as the vendor documents it. */
final class TemplateWire {
    static final JsonBinding<MessageReply> MESSAGE = JsonBinding.of(MessageReply.class);

    private TemplateWire() {}

    static void writeSend(JsonWriter json, SendRequest request, @Nullable Sender sender) throws IOException {
        json.beginObject();
        json.name("to").value(request.to().e164());
        json.name("from").value(sender == null ? null : sender.value());
        json.name("text").value(request.text());
        json.endObject();
    }

    /** A message in the response to a send or to a status query. */
    static final class MessageReply {
        @Nullable
        String id;

        @Nullable
        String status;

        @Nullable
        String code;
    }

    static Status status(@Nullable String word) {
        return switch (JsonBinding.orEmpty(word).toLowerCase(Locale.ROOT)) {
            case "queued" -> Status.QUEUED;
            case "sent" -> Status.SENT;
            case "delivered" -> Status.DELIVERED;
            case "failed" -> Status.FAILED;
            default -> Status.UNKNOWN;
        };
    }
}
