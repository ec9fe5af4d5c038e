package io.heliograph.androidgateway;

import io.heliograph.androidgateway.AndroidGatewaySearch.Held;
import io.heliograph.androidgateway.AndroidGatewayWire.MessageReply;
import io.heliograph.http.HttpReply;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Recipient;
import io.heliograph.message.Refusal;
import io.heliograph.message.Status;
import io.heliograph.spi.Acceptance;
import io.heliograph.spi.Answer;
import io.heliograph.spi.VendorTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads messages in answers, of which anything may be missing. Thread-safe. */
final class AndroidGatewayReader {
    /**
     * What is known of a message before its answer is read.
     *
     * @param numbers whom it is for; null where only the vendor knows
     * @param personal what must not be repeated from the vendor's prose; empty where that isn't known
     * @param waiting what it is as long as it waits
     */
    record Asked(MessageId id, @Nullable SentNumbers numbers, List<String> personal, Status waiting) {
        /** Whether it is known to be for more than one. */
        boolean isForSeveral() {
            return numbers != null && numbers.all().size() > 1;
        }

        static Asked about(MessageId id) {
            return new Asked(id, null, List.of(), Status.QUEUED);
        }
    }

    private final JsonBinding<MessageReply> messageReply = JsonBinding.of(MessageReply.class);

    /** What an answer says; null where it can't be read. */
    @Nullable
    MessageReply said(HttpReply reply) {
        return messageReply.read(reply.body());
    }

    /** What a 2xx says of a send; our own id is known in any case, so that only what the gateway shows of it proves it. */
    Answer answer(HttpReply reply, Asked asked) {
        MessageReply said = said(reply);
        return Acceptance.of(
                reply, message(said, reply, asked), said != null && (said.id != null || said.state != null));
    }

    /** The message in an answer. Its id is the one that we gave it, so it is known even where the answer can't be read. */
    Message message(HttpReply reply, Asked asked) {
        return message(said(reply), reply, asked);
    }

    private Message message(@Nullable MessageReply said, HttpReply reply, Asked asked) {
        if (said == null) {
            return Message.builder(asked.id(), reply.status() == 202 ? asked.waiting() : Status.UNKNOWN)
                    .build();
        }
        return build(said, reply, asked).rawJson(reply.body()).build();
    }

    /** A message that was looked for; the JSON of one on a list isn't there by itself. */
    Message message(Held held, Asked asked) {
        MessageReply said = held.said();
        boolean listed = held.reply().body().stripLeading().startsWith("[");
        return said != null && listed ? build(said, held.reply(), asked).build() : message(held.reply(), asked);
    }

    Message.Builder build(MessageReply said, HttpReply reply, Asked asked) {
        AndroidGatewayWire.Recipient only = asked.isForSeveral() ? null : said.recipient();
        List<Recipient> recipients = recipients(said, reply, asked);
        Status status = status(said, only, recipients);
        Message.Builder message = Message.builder(asked.id(), status == Status.QUEUED ? asked.waiting() : status)
                .rawStatus(said.outcome(only))
                .recipients(recipients)
                .failure(failure(status, said, reply, asked));
        if (only != null) {
            message.to(number(only.phoneNumber, said, asked));
        }
        if (said.states != null) {
            message.submittedAt(VendorTimes.parse(said.states.pending))
                    .sentAt(VendorTimes.parse(said.states.sent))
                    .deliveredAt(status == Status.UNCONFIRMED ? null : VendorTimes.parse(said.states.delivered));
        }
        return message;
    }

    /**
     * A whole can read as cancelled with a recipient that got it; only what is true of all is a failure, and only what is
     * confirmed of all is a delivery.
     */
    private static Status status(
            MessageReply said, AndroidGatewayWire.@Nullable Recipient only, List<Recipient> recipients) {
        Status whole = AndroidGatewayWire.certainStatus(said.outcome(only), only == null ? null : only.error);
        boolean doubtful = recipients.stream().anyMatch(its -> its.status() == Status.UNCONFIRMED);
        if (whole == Status.DELIVERED && doubtful) {
            return Status.UNCONFIRMED;
        }
        if (!whole.isFailure()) {
            return whole;
        }
        if (recipients.stream()
                .anyMatch(its -> its.status() == Status.UNKNOWN && its.failure().isPresent())) {
            return Status.UNKNOWN; // of somebody nothing is said
        }
        return recipients.stream()
                .map(Recipient::status)
                .filter(its -> !its.isFailure() && its != Status.QUEUED && its != Status.UNKNOWN)
                .findFirst()
                .orElse(whole);
    }

    private static List<Recipient> recipients(MessageReply said, HttpReply reply, Asked asked) {
        List<Recipient> recipients = new ArrayList<>();
        int size = said.recipients == null ? 0 : said.recipients.size();
        if (said.recipients == null || size == 0 || (size == 1 && !asked.isForSeveral())) {
            return recipients;
        }
        for (AndroidGatewayWire.Recipient its : said.recipients) {
            if (its != null) {
                Status status = AndroidGatewayWire.certainStatus(its.state, its.error);
                recipients.add(new Recipient(
                        asked.id(),
                        number(its.phoneNumber, said, asked),
                        status,
                        its.state,
                        failure(status, its.error, reply, asked)));
            }
        }
        return asked.isForSeveral() ? ofThoseAsked(recipients, asked) : recipients;
    }

    /** A number that nobody asked for is left out, and who isn't named is left open. */
    private static List<Recipient> ofThoseAsked(List<Recipient> named, Asked asked) {
        SentNumbers numbers = asked.numbers();
        List<PhoneNumber> all = numbers == null ? List.of() : numbers.all();
        List<Recipient> recipients = new ArrayList<>(
                named.stream().filter(its -> its.to().isPresent()).toList());
        Set<PhoneNumber> found =
                recipients.stream().flatMap(its -> its.to().stream()).collect(Collectors.toSet());
        for (PhoneNumber to : all) {
            if (!found.contains(to)) {
                String reason = "the gateway's answer names " + found.size() + " of " + all.size()
                        + " recipients, and not this one";
                recipients.add(Recipient.unnamed(asked.id(), to, reason));
            }
        }
        return recipients;
    }

    private static @Nullable PhoneNumber number(@Nullable String written, MessageReply said, Asked asked) {
        if (asked.numbers() != null) {
            return asked.numbers().find(written);
        }
        return Boolean.TRUE.equals(said.isHashed)
                ? null
                : PhoneNumber.find(written).orElse(null);
    }

    private static @Nullable Refusal failure(Status status, MessageReply said, HttpReply reply, Asked asked) {
        String error = null;
        for (AndroidGatewayWire.Recipient its :
                said.recipients == null ? List.<AndroidGatewayWire.@Nullable Recipient>of() : said.recipients) {
            error = error != null || its == null ? error : its.error;
        }
        return failure(status, error, reply, asked);
    }

    private static @Nullable Refusal failure(Status status, @Nullable String error, HttpReply reply, Asked asked) {
        return status == Status.FAILED
                ? AndroidGatewayErrors.PHONE.failure(reply, null, error, asked.personal())
                : null;
    }
}
