package io.heliograph.thaibulk;

import io.heliograph.json.JsonBinding;
import io.heliograph.message.Message;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a Me SMS message that only Me SMS has. Immutable and thread-safe. The vendor's page doesn't name the
 * fields of its responses except {@code drSummary} (me-sms.com, 2026-11-20), so a value without a likely name is empty.
 *
 * @param recipients the number of recipients
 * @param credits what the whole message cost, for all recipients together
 * @param counts the number of recipients per status, once the send is complete
 */
public record MessageDetails(OptionalLong recipients, Optional<BigDecimal> credits, DeliveryCounts counts) {
    private static final JsonBinding<Reply> REPLY = JsonBinding.of(Reply.class);

    /**
     * Reads the fields of a message from Me SMS: from a send, a status query or a list.
     *
     * @return without any field if the message has no JSON
     */
    public static MessageDetails of(Message message) {
        Reply reply = REPLY.read(message.rawJson());
        Reply details = reply == null ? new Reply() : reply.inner();
        BigDecimal count = details.recipients();
        return new MessageDetails(
                count == null ? OptionalLong.empty() : OptionalLong.of(count.longValue()),
                Optional.ofNullable(details.credits()),
                DeliveryCounts.of(message.rawJson()));
    }

    static final class Reply extends ThaiBulkRow {
        private @Nullable Reply data;
        private @Nullable Reply result;

        /** The message, if the vendor wraps it as its version 1 did. */
        private Reply inner() {
            return data != null ? data : result != null ? result : this;
        }
    }
}
