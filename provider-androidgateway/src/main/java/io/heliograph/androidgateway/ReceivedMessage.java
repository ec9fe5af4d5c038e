package io.heliograph.androidgateway;

import static io.heliograph.json.JsonBinding.orEmpty;

import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import io.heliograph.spi.Timestamps;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A message that a phone received. {@code toString} hides the text and masks the number.
 *
 * @param id the phone's ID of the message; empty if it has none
 * @param type the gateway's type: {@code SMS}, {@code DATA_SMS}, {@code MMS}, {@code MMS_DOWNLOADED}
 * @param sender the sender in the phone's format; {@link #from()} parses it
 * @param simNumber the slot of the receiving SIM card
 * @param preview the beginning of the content
 * @param receivedAt the time of receipt; empty if the phone's time is unreadable
 */
public record ReceivedMessage(
        String id, String type, String sender, OptionalInt simNumber, String preview, Optional<Instant> receivedAt) {
    static ReceivedMessage of(Item item) {
        return new ReceivedMessage(
                orEmpty(item.id),
                orEmpty(item.type),
                orEmpty(item.sender),
                item.simNumber == null ? OptionalInt.empty() : OptionalInt.of(item.simNumber),
                orEmpty(item.contentPreview),
                Optional.ofNullable(Timestamps.parse(item.createdAt)));
    }

    /** The sender; empty unless it is a number with a plus, an alphanumeric sender ID or a short code. */
    public Optional<Sender> from() {
        return PhoneNumber.findWithPlus(sender)
                .map(number -> Sender.of(number.e164()))
                .or(() -> Sender.tryParse(sender).filter(sender -> sender.kind() != Sender.Kind.PHONE));
    }

    @Override
    public String toString() {
        return "ReceivedMessage[" + type + from().map(it -> " from " + it).orElse("") + "]";
    }

    /** A message on a page. */
    static final class Item {
        private @Nullable String id;
        private @Nullable String type;
        private @Nullable String sender;
        private @Nullable Integer simNumber;
        private @Nullable String contentPreview;
        private @Nullable String createdAt;
    }
}
