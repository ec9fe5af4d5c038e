package io.heliograph.thaibulk;

import static io.heliograph.thaibulk.ThaiBulkWire.first;

import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.spi.Timestamps;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A message, a recipient or a sender in a response. The documentation (me-sms.com/en/api-docs, 2026-11-20) names only
 * {@code uuid} and {@code status}; the other fields are read under each likely name, those of its requests first.
 */
class ThaiBulkRow {
    private @Nullable String uuid;
    private @Nullable String id;
    private @Nullable String status;
    private @Nullable String msisdn;
    private @Nullable String phone;
    private @Nullable String to;
    private @Nullable String name;
    private @Nullable String sender;
    private @Nullable Boolean shared;
    private @Nullable Boolean isShared;
    private @Nullable String content;
    private @Nullable String text;
    private @Nullable String message;
    private @Nullable BigDecimal recipientCount;
    private @Nullable BigDecimal totalRecipients;
    private @Nullable Integer parts;
    private @Nullable Integer messageParts;
    private @Nullable Integer segments;
    private @Nullable BigDecimal credits;
    private @Nullable BigDecimal totalCredits;
    private @Nullable BigDecimal credit;
    private @Nullable BigDecimal cost;
    private @Nullable String scheduledTime;
    private @Nullable String scheduledAt;
    private @Nullable String createdAt;
    private @Nullable String sentAt;

    @Nullable
    String uuid() {
        return first(uuid, id);
    }

    @Nullable
    String status() {
        return status;
    }

    @Nullable
    String number() {
        return first(msisdn, phone, to);
    }

    /** The name of a sender. */
    @Nullable
    String name() {
        return first(name, sender);
    }

    @Nullable
    Boolean shared() {
        return first(shared, isShared);
    }

    /** The number of recipients; null if it isn't there. */
    @Nullable
    BigDecimal recipients() {
        return first(recipientCount, totalRecipients);
    }

    /** The credits of the whole message; null if they aren't there. */
    @Nullable
    BigDecimal credits() {
        return first(totalCredits, credits, credit, cost);
    }

    /** The message without its status, which a caller knows better. */
    Message.Builder message(MessageId messageId, Status known) {
        return Message.builder(messageId, known)
                .rawStatus(status)
                .to(ThaiNumbers.tryParse(number()).orElse(null))
                .from(Sender.tryParse(sender).orElse(null))
                .text(first(content, text, message))
                .segments(first(parts, messageParts, segments))
                .scheduledAt(Timestamps.parse(first(scheduledTime, scheduledAt)))
                .submittedAt(Timestamps.parse(createdAt))
                .sentAt(Timestamps.parse(sentAt));
    }
}
