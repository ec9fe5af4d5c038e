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

/** A bulk send: its JSON, named as in {@link NativeHubWire}, and its response. Thread-safe. */
final class NativeHubBulk {
    private final JsonBinding<BulkReply> bulkBinding = JsonBinding.of(BulkReply.class);
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

    /** The response to a bulk send; its counts may disagree with its messages, of which there may be none. */
    static final class BulkReply {
        @Json(name = "batch_id")
        private @Nullable String batchId;

        private @Nullable Integer queued;
        private @Nullable Integer failed;
        private @Nullable Integer rejected;
        private @Nullable List<@Nullable MessageReply> messages;

        private int rejected() {
            return count(failed) + count(rejected);
        }

        private static int count(@Nullable Integer number) {
            return number == null ? 0 : Math.max(0, number);
        }

        /** Whether the counts say that none of so many messages was accepted. */
        boolean acceptedNone(int size) {
            return queued != null && queued == 0 && rejected() >= size;
        }

        /** Whether the response says nothing about recipients, so that the 2xx applies to all of them. */
        boolean saysNothing() {
            boolean counts = queued != null || rejected() > 0;
            return !counts && (messages == null || messages.isEmpty());
        }

        /**
         * Whether the counts say that every recipient that isn't named was accepted.
         *
         * @param named the recipients that the response names
         * @param others how many recipients it doesn't name
         */
        boolean acceptedOthers(Collection<RecipientStatus> named, int others) {
            long failures = named.stream()
                    .filter(recipientStatus -> recipientStatus.status().isFailure())
                    .count();
            long accepted = named.size() - failures;
            return queued != null && queued >= accepted + others && rejected() <= failures;
        }

        String counts(int size) {
            return "of " + size + " recipients it counts " + (queued == null ? "no" : count(queued)) + " queued, "
                    + count(failed) + " failed, " + count(rejected) + " rejected";
        }
    }

    /**
     * Reads a batch, whose message stands for all recipients; a recipient that the vendor names has a status of its
     * own. The others are looked up in the vendor's list. A recipient that the list doesn't name either is unknown,
     * unless the counts say that all were accepted.
     */
    Message read(HttpResponse response, List<PhoneNumber> phoneNumbers, List<String> personal, Deadline deadline) {
        BulkReply reply = response.read(bulkBinding);
        if (reply == null) {
            return Message.builder(MessageId.unknown(NativeHubErrors.NAME), Status.QUEUED)
                    .build();
        }
        MessageId id = MessageId.tryParse(NativeHubErrors.NAME, reply.batchId);
        Message.Builder message =
                Message.builder(id, Status.QUEUED).rawJson(NativeHubWire.withoutCost(response.body()));
        Batch batch = new Batch(response, id, phoneNumbers, personal);
        batch.add(reply.messages);
        if (batch.found.isEmpty() && reply.acceptedNone(phoneNumbers.size())) {
            return Message.builder(id, Status.REJECTED)
                    .rawJson(NativeHubWire.withoutCost(response.body()))
                    .failure(Failure.of(ErrorType.OTHER, "NativeHub took none of the recipients, and doesn't say why"))
                    .build();
        }
        if (!batch.missing().isEmpty() && !isAccepted(reply, batch)) {
            batch.add(id.isKnown() ? messages.batch(id.value(), phoneNumbers.size(), deadline) : List.of());
            if (!isAccepted(reply, batch)) {
                batch.markUnknown("NativeHub doesn't name this recipient; " + reply.counts(phoneNumbers.size()));
            }
        }
        return message.recipients(List.copyOf(batch.found.values())).build();
    }

    private static boolean isAccepted(BulkReply bulkReply, Batch batch) {
        return bulkReply.saysNothing()
                || bulkReply.acceptedOthers(
                        batch.found.values(), batch.missing().size());
    }

    /** The recipients of one batch, as far as the vendor names them. Belongs to one response; not thread-safe. */
    private static final class Batch {
        private final HttpResponse response;
        private final MessageId id;
        private final List<PhoneNumber> phoneNumbers;
        private final List<String> personal;
        private final Map<PhoneNumber, PhoneNumber> ours =
                new HashMap<>(); // the vendor may write a number in another form
        private final Map<PhoneNumber, RecipientStatus> found = new LinkedHashMap<>();

        private Batch(HttpResponse response, MessageId id, List<PhoneNumber> phoneNumbers, List<String> personal) {
            this.response = response;
            this.id = id;
            this.phoneNumbers = phoneNumbers;
            this.personal = personal;
            phoneNumbers.forEach(number -> ours.put(number, number));
        }

        /** Matches recipients by number: the vendor doesn't promise an order. */
        private void add(@Nullable List<@Nullable MessageReply> items) {
            for (MessageReply item : items == null ? List.<@Nullable MessageReply>of() : items) {
                PhoneNumber to =
                        item == null ? null : item.recipient().map(ours::get).orElse(null);
                if (item != null && to != null) {
                    RecipientStatus recipientStatus = NativeHubMessages.recipient(response, item, id, to, personal);
                    // If a number occurs twice, the one that may arrive counts: "not sent" must be certain
                    found.merge(
                            to, recipientStatus, (one, other) -> one.status().isFailure() ? other : one);
                }
            }
        }

        private List<PhoneNumber> missing() {
            return phoneNumbers.stream().filter(to -> !found.containsKey(to)).toList();
        }

        private void markUnknown(String reason) {
            missing().forEach(to -> found.put(to, RecipientStatus.unnamed(id, to, reason)));
        }
    }
}
