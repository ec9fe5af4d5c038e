package io.heliograph.internal.outcome;

import io.heliograph.internal.base.PackedReader;
import io.heliograph.internal.base.PackedWriter;
import io.heliograph.message.Direction;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Packs messages without their raw JSON, which is longer than all the rest and repeats numbers and texts. All other fields are read
 * as they were written. Thread-safe.
 */
public final class PackedMessages {
    private static final int TO = 1;
    private static final int FROM = 1 << 1;
    private static final int SEGMENTS = 1 << 2;
    private static final int PRICE = 1 << 3;
    private static final int SUBMITTED = 1 << 4;
    private static final int RAW_STATUS = 1 << 5;
    private static final int FAILURE = 1 << 6;
    private static final int TAG = 1 << 7;
    private static final int FEES = 1 << 8;
    private static final int SENT = 1 << 9;
    private static final int DELIVERED = 1 << 10;
    private static final int SCHEDULED = 1 << 11;
    private static final int TEXT = 1 << 12;
    private static final int RECIPIENTS = 1 << 13;
    private static final int PARTS = 1 << 14;
    private static final int INBOUND = 1 << 15;

    private PackedMessages() {}

    public static void write(PackedWriter to, Message message) {
        to.number(flags(message));
        PackedValues.write(to, message.id());
        PackedValues.write(to, message.status());
        if (!message.partIds().isEmpty()) {
            writeParts(to, message);
        }
        if (!message.rawStatus().isEmpty()) {
            to.word(message.rawStatus());
        }
        writeText(to, message.to().map(PhoneNumber::e164).orElse(null));
        Sender from = message.from().orElse(null);
        if (from != null) {
            to.word(from.value());
        }
        if (message.segments().isPresent()) {
            to.signed(message.segments().getAsInt());
        }
        writeMoney(to, message.price().orElse(null));
        writeMoney(to, message.fees().orElse(null));
        writeText(to, message.tag().orElse(null));
        writeText(to, message.text().orElse(null));
        writeTime(to, message.scheduledAt().orElse(null));
        writeTime(to, message.submittedAt().orElse(null));
        writeTime(to, message.sentAt().orElse(null));
        writeTime(to, message.deliveredAt().orElse(null));
        message.failure().ifPresent(failure -> PackedValues.write(to, failure));
        if (!message.recipients().isEmpty()) {
            to.number(message.recipients().size());
            message.recipients().forEach(recipient -> write(to, recipient));
        }
    }

    private static void writeText(PackedWriter to, @Nullable String text) {
        if (text != null) {
            to.text(text);
        }
    }

    private static void writeMoney(PackedWriter to, @Nullable Money money) {
        if (money != null) {
            PackedValues.write(to, money);
        }
    }

    private static void writeTime(PackedWriter to, @Nullable Instant time) {
        if (time != null) {
            to.instant(time);
        }
    }

    private static int flags(Message message) {
        return flag(message.to(), TO)
                | flag(message.from(), FROM)
                | (message.segments().isPresent() ? SEGMENTS : 0)
                | flag(message.price(), PRICE)
                | flag(message.submittedAt(), SUBMITTED)
                | (message.rawStatus().isEmpty() ? 0 : RAW_STATUS)
                | flag(message.failure(), FAILURE)
                | flag(message.tag(), TAG)
                | flag(message.fees(), FEES)
                | flag(message.sentAt(), SENT)
                | flag(message.deliveredAt(), DELIVERED)
                | flag(message.scheduledAt(), SCHEDULED)
                | flag(message.text(), TEXT)
                | (message.recipients().isEmpty() ? 0 : RECIPIENTS)
                | (message.partIds().isEmpty() ? 0 : PARTS)
                | (message.direction() == Direction.INBOUND ? INBOUND : 0);
    }

    private static int flag(Optional<?> field, int flag) {
        return field.isPresent() ? flag : 0;
    }

    public static Message read(PackedReader from) {
        int flags = from.count();
        MessageId id = PackedValues.readId(from);
        Message.Builder message =
                has(flags, PARTS) ? readParts(from, id) : Message.builder(id, PackedValues.readStatus(from));
        return message.direction(has(flags, INBOUND) ? Direction.INBOUND : Direction.OUTBOUND)
                .rawStatus(has(flags, RAW_STATUS) ? from.text() : null)
                .to(has(flags, TO) ? PhoneNumber.of(from.text()) : null)
                .from(has(flags, FROM) ? Sender.of(from.text()) : null)
                .segments(has(flags, SEGMENTS) ? Math.toIntExact(from.signed()) : null)
                .price(has(flags, PRICE) ? PackedValues.readMoney(from) : null)
                .fees(has(flags, FEES) ? PackedValues.readMoney(from) : null)
                .tag(has(flags, TAG) ? from.text() : null)
                .text(has(flags, TEXT) ? from.text() : null)
                .scheduledAt(readTime(from, flags, SCHEDULED))
                .submittedAt(readTime(from, flags, SUBMITTED))
                .sentAt(readTime(from, flags, SENT))
                .deliveredAt(readTime(from, flags, DELIVERED))
                .failure(has(flags, FAILURE) ? PackedValues.readFailure(from) : null)
                .recipients(has(flags, RECIPIENTS) ? readRecipients(from) : List.of())
                .build();
    }

    private static boolean has(int flags, int flag) {
        return (flags & flag) != 0;
    }

    private static @Nullable Instant readTime(PackedReader from, int flags, int flag) {
        return has(flags, flag) ? from.instant() : null;
    }

    /** Each part's id; "?" for one that isn't known, and null for one that the vendor rejected, as {@link Message#inParts} takes them. */
    private static void writeParts(PackedWriter to, Message message) {
        int parts = message.partIds().size();
        to.number(parts);
        for (int part = 1; part <= parts; part++) {
            MessageId id = message.partIds().get(part - 1);
            boolean rejected = message.rejectedParts().contains(part);
            to.text(rejected ? null : id.isKnown() ? id.value() : "?");
        }
    }

    private static Message.Builder readParts(PackedReader from, MessageId id) {
        Status status = PackedValues.readStatus(from);
        List<@Nullable String> ids = new ArrayList<>();
        for (int left = from.count(); left > 0; left--) {
            ids.add(from.textOrNull());
        }
        return Message.inParts(id.provider(), ids, status);
    }

    private static void write(PackedWriter to, RecipientStatus recipient) {
        PackedValues.write(to, recipient.id());
        PackedValues.write(to, recipient.status());
        to.text(recipient.to().map(PhoneNumber::e164).orElse(null));
        to.word(recipient.rawStatus());
        to.number(recipient.failure().isPresent() ? 1 : 0);
        recipient.failure().ifPresent(failure -> PackedValues.write(to, failure));
    }

    private static List<RecipientStatus> readRecipients(PackedReader from) {
        int count = from.count();
        List<RecipientStatus> recipients = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            MessageId id = PackedValues.readId(from);
            Status status = PackedValues.readStatus(from);
            String number = from.textOrNull();
            String rawStatus = from.text();
            recipients.add(new RecipientStatus(
                    id,
                    number == null ? null : PhoneNumber.of(number),
                    status,
                    rawStatus,
                    from.number() == 0 ? null : PackedValues.readFailure(from)));
        }
        return recipients;
    }
}
