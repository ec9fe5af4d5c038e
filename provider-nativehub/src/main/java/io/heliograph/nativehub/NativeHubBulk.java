package io.heliograph.nativehub;

import com.squareup.moshi.Json;
import com.squareup.moshi.JsonWriter;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpResponse;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
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

        private static int count(@Nullable Integer number) {
            return number == null ? 0 : Math.max(0, number);
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
        boolean tookTheOthers(Collection<RecipientStatus> named, int others) {
            long failures = named.stream()
                    .filter(recipientStatus -> recipientStatus.status().isFailure())
                    .count();
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
    Message read(HttpResponse response, List<PhoneNumber> phoneNumbers, List<String> personal, Deadline deadline) {
        BulkReply currentBulkReply = bulkReply.read(response.body());
        if (currentBulkReply == null) {
            return Message.builder(MessageId.unknown(NativeHubProvider.NAME), Status.QUEUED)
                    .build();
        }
        MessageId id = MessageId.tryParse(NativeHubProvider.NAME, currentBulkReply.batchId);
        Message.Builder batch = Message.builder(id, Status.QUEUED).rawJson(NativeHubWire.withoutCost(response.body()));
        Batch currentBatch = new Batch(response, id, phoneNumbers, personal);
        currentBatch.add(currentBulkReply.messages);
        if (currentBatch.found.isEmpty() && currentBulkReply.tookNothing(phoneNumbers.size())) {
            return Message.builder(id, Status.REJECTED)
                    .rawJson(NativeHubWire.withoutCost(response.body()))
                    .failure(Failure.of(ErrorType.OTHER, "NativeHub took none of the recipients, and doesn't say why"))
                    .build();
        }
        if (!currentBatch.missing().isEmpty() && !isTaken(currentBulkReply, currentBatch)) {
            currentBatch.add(id.isKnown() ? messages.batch(id.value(), phoneNumbers.size(), deadline) : List.of());
            if (!isTaken(currentBulkReply, currentBatch)) {
                currentBatch.leaveOpen(
                        "NativeHub doesn't name this recipient; " + currentBulkReply.counts(phoneNumbers.size()));
            }
        }
        return batch.recipients(List.copyOf(currentBatch.found.values())).build();
    }

    private static boolean isTaken(BulkReply bulkReply, Batch batch) {
        return bulkReply.saysNothing()
                || bulkReply.tookTheOthers(batch.found.values(), batch.missing().size());
    }

    /** The recipients of one batch, as far as the vendor names them. Belongs to one answer; not thread-safe. */
    private static final class Batch {
        private final HttpResponse response;
        private final MessageId id;
        private final List<PhoneNumber> phoneNumbers;
        private final List<String> personal;
        private final Map<PhoneNumber, PhoneNumber> ours = new HashMap<>(); // the vendor may spell a number otherwise
        private final Map<PhoneNumber, RecipientStatus> found = new LinkedHashMap<>();

        private Batch(HttpResponse response, MessageId id, List<PhoneNumber> phoneNumbers, List<String> personal) {
            this.response = response;
            this.id = id;
            this.phoneNumbers = phoneNumbers;
            this.personal = personal;
            phoneNumbers.forEach(number -> ours.put(number, number));
        }

        /** Found by their numbers: the vendor doesn't promise an order. */
        private void add(@Nullable List<@Nullable MessageReply> items) {
            for (MessageReply item : items == null ? List.<@Nullable MessageReply>of() : items) {
                PhoneNumber to =
                        item == null ? null : item.recipient().map(ours::get).orElse(null);
                if (item != null && to != null) {
                    RecipientStatus recipientStatus = NativeHubMessages.recipient(response, item, id, to, personal);
                    // Of a number that is there twice, the one that may arrive: "not sent" must be certain
                    found.merge(
                            to, recipientStatus, (one, other) -> one.status().isFailure() ? other : one);
                }
            }
        }

        private List<PhoneNumber> missing() {
            return phoneNumbers.stream().filter(to -> !found.containsKey(to)).toList();
        }

        private void leaveOpen(String reason) {
            missing().forEach(to -> found.put(to, RecipientStatus.unnamed(id, to, reason)));
        }
    }
}
