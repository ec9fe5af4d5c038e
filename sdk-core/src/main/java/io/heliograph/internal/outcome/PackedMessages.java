package io.heliograph.internal.outcome;

import io.heliograph.internal.base.PackedReader;
import io.heliograph.internal.base.PackedWriter;
import io.heliograph.message.Direction;
import io.heliograph.message.Failure;
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
import java.util.OptionalInt;
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

    /** Asks for each field once, because each answer is an {@code Optional} of its own. */
    public static void write(PackedWriter to, Message message) {
        int place = to.beginFlags();
        int flags = message.direction() == Direction.INBOUND ? INBOUND : 0;
        PackedValues.write(to, message.id());
        PackedValues.write(to, message.status());
        if (!message.partIds().isEmpty()) {
            flags |= PARTS;
            writeParts(to, message);
        }
        if (!message.rawStatus().isEmpty()) {
            flags |= RAW_STATUS;
            to.word(message.rawStatus());
        }
        PhoneNumber recipient = message.to().orElse(null);
        flags |= writeText(to, recipient == null ? null : recipient.e164(), TO);
        Sender sender = message.from().orElse(null);
        if (sender != null) {
            flags |= FROM;
            to.word(sender.value());
        }
        OptionalInt segments = message.segments();
        if (segments.isPresent()) {
            flags |= SEGMENTS;
            to.signed(segments.getAsInt());
        }
        to.endFlags(place, flags | writeRest(to, message));
    }

    private static int writeRest(PackedWriter to, Message message) {
        int flags = writeMoney(to, message.price().orElse(null), PRICE)
                | writeMoney(to, message.fees().orElse(null), FEES)
                | writeText(to, message.tag().orElse(null), TAG)
                | writeText(to, message.text().orElse(null), TEXT)
                | writeTime(to, message.scheduledAt().orElse(null), SCHEDULED)
                | writeTime(to, message.submittedAt().orElse(null), SUBMITTED)
                | writeTime(to, message.sentAt().orElse(null), SENT)
                | writeTime(to, message.deliveredAt().orElse(null), DELIVERED);
        Failure failure = message.failure().orElse(null);
        if (failure != null) {
            flags |= FAILURE;
            PackedValues.write(to, failure);
        }
        if (!message.recipients().isEmpty()) {
            flags |= RECIPIENTS;
            to.number(message.recipients().size());
            message.recipients().forEach(each -> write(to, each));
        }
        return flags;
    }

    /** Writes a field if it's there; returns its flag, or 0. */
    private static int writeText(PackedWriter to, @Nullable String text, int flag) {
        if (text == null) {
            return 0;
        }
        to.text(text);
        return flag;
    }

    private static int writeMoney(PackedWriter to, @Nullable Money money, int flag) {
        if (money == null) {
            return 0;
        }
        PackedValues.write(to, money);
        return flag;
    }

    private static int writeTime(PackedWriter to, @Nullable Instant time, int flag) {
        if (time == null) {
            return 0;
        }
        to.instant(time);
        return flag;
    }

    public static Message read(PackedReader from) {
        int flags = from.flags();
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
