package io.heliograph.nativehub;

import com.squareup.moshi.Json;
import com.squareup.moshi.JsonWriter;
import io.heliograph.http.Deadline;
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
import io.heliograph.nativehub.NativeHubMessages.MessageReply;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A send to many at once: what goes over the wire as in {@link NativeHubWire}, and what the answer says. Thread-safe. */
final class NativeHubBulk {
    private final JsonBinding<BulkReply> bulkReply = JsonBinding.of(BulkReply.class);
    private final NativeHubMessages messages;

    NativeHubBulk(NativeHubMessages messages) {
        this.messages = messages;
    }

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
        private @Nullable String batchId;

        private @Nullable Integer queued;
        private @Nullable Integer failed;
        private @Nullable Integer rejected;
        private @Nullable List<@Nullable MessageReply> messages;

        private int refused() {
            return count(failed) + count(rejected);
        }

        private static int count(@Nullable Integer said) {
            return said == null ? 0 : Math.max(0, said);
        }

        /** Whether the counts say that not one message of so many was taken. */
        boolean tookNothing(int size) {
            return queued != null && queued == 0 && refused() >= size;
        }

        /** Whether nothing at all is said of the recipients, so that the 2xx is about all of them. */
        boolean saysNothing() {
            boolean counts = queued != null || refused() > 0;
            return !counts && (messages == null || messages.isEmpty());
        }

        /**
         * Whether the counts say that all those who aren't named were taken.
         *
         * @param named who is
         * @param others how many aren't
         */
        boolean tookTheOthers(Collection<Recipient> named, int others) {
            long failures =
                    named.stream().filter(its -> its.status().isFailure()).count();
            long taken = named.size() - failures;
            return queued != null && queued >= taken + others && refused() <= failures;
        }

        String counts(int size) {
            return "of " + size + " recipients it counts " + (queued == null ? "no" : count(queued)) + " queued, "
                    + count(failed) + " failed, " + count(rejected) + " rejected";
        }
    }

    /**
     * Reads a batch. It stands for all recipients; those that the vendor names have a word of their own. Who isn't named is
     * looked up in the vendor's list, and is unknown where that doesn't name them either, unless the counts say that all
     * were taken.
     */
    Message read(HttpReply reply, List<PhoneNumber> asked, List<String> personal, Deadline deadline) {
        BulkReply said = bulkReply.read(reply.body());
        if (said == null) {
            return Message.builder(MessageId.unknown(NativeHubProvider.NAME), Status.QUEUED)
                    .build();
        }
        MessageId id = MessageId.find(NativeHubProvider.NAME, said.batchId);
        Message.Builder batch = Message.builder(id, Status.QUEUED).rawJson(NativeHubWire.withoutCost(reply.body()));
        Batch its = new Batch(reply, id, asked, personal);
        its.add(said.messages);
        if (its.found.isEmpty() && said.tookNothing(asked.size())) {
            return Message.builder(id, Status.REJECTED)
                    .rawJson(NativeHubWire.withoutCost(reply.body()))
                    .failure(Refusal.of(ErrorType.OTHER, "NativeHub took none of the recipients, and doesn't say why"))
                    .build();
        }
        if (!its.missing().isEmpty() && !isTaken(said, its)) {
            its.add(id.isKnown() ? messages.batch(id.value(), asked.size(), deadline) : List.of());
            if (!isTaken(said, its)) {
                its.leaveOpen("NativeHub doesn't name this recipient; " + said.counts(asked.size()));
            }
        }
        return batch.recipients(List.copyOf(its.found.values())).build();
    }

    private static boolean isTaken(BulkReply said, Batch batch) {
        return said.saysNothing()
                || said.tookTheOthers(batch.found.values(), batch.missing().size());
    }

    /** The recipients of one batch, as far as the vendor names them. Belongs to one answer; not thread-safe. */
    private static final class Batch {
        private final HttpReply reply;
        private final MessageId id;
        private final List<PhoneNumber> asked;
        private final List<String> personal;
        private final Map<PhoneNumber, PhoneNumber> ours = new HashMap<>(); // the vendor may spell a number otherwise
        private final Map<PhoneNumber, Recipient> found = new LinkedHashMap<>();

        private Batch(HttpReply reply, MessageId id, List<PhoneNumber> asked, List<String> personal) {
            this.reply = reply;
            this.id = id;
            this.asked = asked;
            this.personal = personal;
            asked.forEach(number -> ours.put(number, number));
        }

        /** Found by their numbers: the vendor doesn't promise an order. */
        private void add(@Nullable List<@Nullable MessageReply> items) {
            for (MessageReply item : items == null ? List.<@Nullable MessageReply>of() : items) {
                PhoneNumber to =
                        item == null ? null : item.recipient().map(ours::get).orElse(null);
                if (item != null && to != null) {
                    Recipient its = NativeHubMessages.recipient(reply, item, id, to, personal);
                    // Of a number that is there twice, the one that may arrive: "not sent" must be certain
                    found.merge(to, its, (one, other) -> one.status().isFailure() ? other : one);
                }
            }
        }

        private List<PhoneNumber> missing() {
            return asked.stream().filter(to -> !found.containsKey(to)).toList();
        }

        private void leaveOpen(String reason) {
            missing().forEach(to -> found.put(to, Recipient.unnamed(id, to, reason)));
        }
    }
}
