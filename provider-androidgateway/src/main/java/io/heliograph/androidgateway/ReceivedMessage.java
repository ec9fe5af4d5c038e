package io.heliograph.androidgateway;

import static io.heliograph.json.JsonBinding.orEmpty;

import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import io.heliograph.spi.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A message that a phone received. {@code toString} hides the text and masks the number.
 *
 * @param id the phone's ID of the message; empty if it has none
 * @param type the gateway's type: {@code SMS}, {@code DATA_SMS}, {@code MMS}, {@code MMS_DOWNLOADED}
 * @param sender the sender in the phone's format; {@link #from()} parses it
 * @param recipient the phone's own number, in the format that its SIM card stores; empty if the phone doesn't know it
 * @param simNumber the slot of the receiving SIM card
 * @param preview the beginning of the content
 * @param receivedAt the time of receipt; empty if the phone's time is unreadable
 * @param attachments the files of a downloaded MMS, if the filter includes them
 * @param rawJson the phone's JSON for the message
 */
public record ReceivedMessage(
        String id,
        String type,
        String sender,
        Optional<String> recipient,
        OptionalInt simNumber,
        String preview,
        Optional<Instant> receivedAt,
        List<Attachment> attachments,
        String rawJson) {
    /**
     * A file of an MMS, without its content.
     *
     * @param partId the phone's ID of the file
     * @param name the file's name; empty if it has none
     * @param size in bytes; 0 if the phone doesn't know it
     */
    public record Attachment(String partId, String contentType, String name, long size) {}

    public ReceivedMessage {
        attachments = List.copyOf(attachments);
    }

    static ReceivedMessage of(Item item, String rawJson) {
        List<@Nullable File> files = item.attachments == null ? List.of() : item.attachments;
        return new ReceivedMessage(
                orEmpty(item.id),
                orEmpty(item.type),
                orEmpty(item.sender),
                Optional.ofNullable(item.recipient),
                item.simNumber == null ? OptionalInt.empty() : OptionalInt.of(item.simNumber),
                orEmpty(item.contentPreview),
                Optional.ofNullable(Timestamps.parse(item.createdAt)),
                files.stream().filter(Objects::nonNull).map(File::attachment).toList(),
                rawJson);
    }

    /** The sender; empty unless it is a number with a plus, an alphanumeric sender ID or a short code. */
    public Optional<Sender> from() {
        return PhoneNumber.findWithPlus(sender)
                .map(number -> Sender.of(number.e164()))
                .or(() -> Sender.tryParse(sender).filter(sender -> sender.kind() != Sender.Kind.PHONE));
    }

    /**
     * The sender, where a number without a plus is a national one of the phone's country.
     *
     * @param region the country, two letters of ISO 3166, such as {@code TH}
     * @return empty unless it is an unambiguous number, an alphanumeric sender ID or a short code
     * @throws io.heliograph.message.InvalidRequestException if there is no such country
     */
    public Optional<Sender> from(String region) {
        return PhoneNumber.findNational(sender, PhoneNumber.region(region))
                .map(number -> Sender.of(number.e164()))
                .or(this::from);
    }

    @Override
    public String toString() {
        return "ReceivedMessage[" + type + from().map(from -> " from " + from).orElse("") + "]";
    }

    /** A message on a page. */
    static final class Item {
        private @Nullable String id;
        private @Nullable String type;
        private @Nullable String sender;
        private @Nullable Integer simNumber;
        private @Nullable String contentPreview;
        private @Nullable String createdAt;
        private @Nullable String recipient;
        private @Nullable List<@Nullable File> attachments;
    }

    /** A file on a page. */
    static final class File {
        private @Nullable String partId;
        private @Nullable String contentType;
        private @Nullable String name;
        private @Nullable Long size;

        private Attachment attachment() {
            return new Attachment(orEmpty(partId), orEmpty(contentType), orEmpty(name), size == null ? 0 : size);
        }
    }
}
