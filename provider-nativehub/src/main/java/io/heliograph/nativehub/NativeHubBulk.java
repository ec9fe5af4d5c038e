package io.heliograph.nativehub;

import com.squareup.moshi.Json;
import com.squareup.moshi.JsonWriter;
import io.heliograph.http.HttpReply;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Recipient;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A send to many at once: what goes over the wire as in {@link NativeHubWire}, and what the answer says. Thread-safe. */
final class NativeHubBulk {
    private final JsonBinding<BulkReply> bulkReply = JsonBinding.of(BulkReply.class);

    static void write(JsonWriter json, SendRequest content, List<PhoneNumber> recipients, @Nullable Sender sender)
            throws IOException {
        json.beginObject();
        json.name("recipients").beginArray();
        for (PhoneNumber recipient : recipients) {
            json.value(recipient.e164());
        }
        json.endArray();
        json.name("from").value(sender == null ? null : sender.value());
        json.name("body").value(content.text());
        json.endObject();
    }

    /** The answer to a bulk send; its counts need not fit its messages, of which there may be none. */
    static final class BulkReply {
        @Json(name = "batch_id")
        @Nullable
        String batchId;

        @Nullable
        Integer queued;

        @Nullable
        Integer failed;

        @Nullable
        Integer rejected;

        @Nullable
        List<NativeHubWire.@Nullable MessageReply> messages;

        /** Whether the counts say that not one message was taken. */
        boolean tookNothing() {
            int refused = (failed == null ? 0 : failed) + (rejected == null ? 0 : rejected);
            return queued != null && queued == 0 && refused > 0;
        }
    }

    /** Reads a batch. It stands for all recipients; those that the vendor names have a word of their own. */
    Message read(HttpReply reply, List<PhoneNumber> asked, List<String> personal) {
        BulkReply said = bulkReply.read(reply.body());
        if (said == null) {
            return Message.builder(MessageId.unknown(NativeHubProvider.NAME), Status.QUEUED)
                    .build();
        }
        MessageId id = MessageId.find(NativeHubProvider.NAME, said.batchId);
        List<Recipient> recipients = recipients(reply, said, id, asked, personal);
        boolean nothing = said.tookNothing() && recipients.isEmpty();
        Message.Builder batch = Message.builder(id, nothing ? Status.REJECTED : Status.QUEUED)
                .recipients(recipients)
                .rawJson(NativeHubWire.withoutCost(reply.body()));
        if (nothing) {
            batch.failure(Refusal.of(ErrorType.OTHER, "NativeHub took none of the recipients, and doesn't say why"));
        }
        return batch.build();
    }

    /** Found by their numbers: the vendor doesn't promise an order. */
    private static List<Recipient> recipients(
            HttpReply reply, BulkReply said, MessageId batch, List<PhoneNumber> asked, List<String> personal) {
        if (said.messages == null) {
            return List.of();
        }
        Map<PhoneNumber, PhoneNumber> ours = new HashMap<>(); // the vendor may spell a number in another way
        asked.forEach(number -> ours.put(number, number));
        Map<PhoneNumber, Recipient> found = new LinkedHashMap<>();
        for (NativeHubWire.MessageReply item : said.messages) {
            PhoneNumber to = item == null
                    ? null
                    : PhoneNumber.find(item.to).map(ours::get).orElse(null);
            if (item != null && to != null) {
                Recipient its = recipient(reply, item, batch, to, personal);
                // Of a number that is there twice, the one that may arrive: "not sent" must be certain
                found.merge(to, its, (one, other) -> one.status().isFailure() ? other : one);
            }
        }
        return List.copyOf(found.values());
    }

    private static Recipient recipient(
            HttpReply reply, NativeHubWire.MessageReply item, MessageId batch, PhoneNumber to, List<String> personal) {
        MessageId its = MessageId.find(NativeHubProvider.NAME, item.id);
        boolean complains = !isEmpty(item.errorCode) || !isEmpty(item.errorMessage);
        Status status = item.status == null && complains ? Status.FAILED : NativeHubWire.status(item.status);
        Refusal failure =
                status.isFailure() ? NativeHubErrors.failure(reply, item.errorCode, item.errorMessage, personal) : null;
        return new Recipient(its.isKnown() ? its : batch, to, status, item.status, failure);
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }
}
