package io.heliograph.thaibulk;

import io.heliograph.message.Status;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What comes back when Me SMS is asked for something, field for field as in {@link ThaiBulkWire}. */
final class ThaiBulkQueryWire {
    private ThaiBulkQueryWire() {}

    /** One message. */
    static final class MessageReply {
        @Nullable
        String status;

        @Nullable
        String sender;

        /** How many there are; neither name is published, and a message to one may be told apart by them. */
        @Nullable
        BigDecimal recipientCount;

        @Nullable
        BigDecimal totalRecipients;

        /** Null where it is a list: see {@link CountsReply}. */
        @Nullable
        Map<String, @Nullable BigDecimal> drSummary;

        @Nullable
        MessageReply data;

        @Nullable
        MessageReply result;

        MessageReply inner() {
            return data != null ? data : result != null ? result : this;
        }
    }

    /** The same answer with its counts as a list. */
    static final class CountsReply {
        @Nullable
        List<@Nullable Count> drSummary;

        @Nullable
        CountsReply data;

        @Nullable
        CountsReply result;

        CountsReply inner() {
            return data != null ? data : result != null ? result : this;
        }
    }

    /** How many recipients have a status. */
    static final class Count {
        @Nullable
        String status;

        @Nullable
        BigDecimal count;

        @Nullable
        BigDecimal total;
    }

    /** What an account holds, or what a preview or dry run says. */
    static final class CreditReply {
        @Nullable
        BigDecimal balance;

        @Nullable
        BigDecimal credits;

        @Nullable
        BigDecimal credit;

        @Nullable
        BigDecimal totalCredits;

        @Nullable
        BigDecimal cost;

        @Nullable
        Integer parts;

        @Nullable
        Integer messageParts;

        @Nullable
        Integer segments;

        @Nullable
        CreditReply data;

        @Nullable
        CreditReply result;

        CreditReply inner() {
            return data != null ? data : result != null ? result : this;
        }
    }

    /** A recipient's word; {@code timeout} is the end of waiting for a report, and no failure. */
    static Status recipientStatus(@Nullable String word) {
        return switch (Objects.requireNonNullElse(word, "").toLowerCase(Locale.ROOT)) {
            case "pending" -> Status.QUEUED;
            case "success" -> Status.DELIVERED;
            case "failed" -> Status.UNDELIVERED;
            case "invalid", "blocked" -> Status.REJECTED;
            case "expired" -> Status.EXPIRED;
            case "timeout" -> Status.UNCONFIRMED;
            default -> Status.UNKNOWN;
        };
    }
}
