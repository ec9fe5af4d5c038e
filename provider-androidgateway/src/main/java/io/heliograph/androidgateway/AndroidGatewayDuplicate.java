package io.heliograph.androidgateway;

import io.heliograph.androidgateway.AndroidGatewayWire.MessageReply;
import io.heliograph.http.Deadline;
import io.heliograph.message.PhoneNumber;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares a message that the gateway holds under our key with ours: the gateway says "already there" to a key, whatever
 * it names. One for each comparison.
 */
final class AndroidGatewayDuplicate {
    /** What came of a comparison. */
    enum Finding {
        SAME,
        OTHER,
        /** The gateway hides or lacks what would tell. */
        UNTOLD
    }

    private final GatewayMessage ours;
    private final @Nullable Encryption encryption;
    private final Deadline deadline;

    AndroidGatewayDuplicate(GatewayMessage ours, @Nullable Encryption encryption, Deadline deadline) {
        this.ours = ours;
        this.encryption = encryption;
        this.deadline = deadline;
    }

    Finding compare(@Nullable MessageReply held) {
        if (held == null) {
            return Finding.UNTOLD;
        }
        Finding content = content(held);
        Finding recipients = content == Finding.OTHER ? Finding.OTHER : recipients(held);
        return recipients == Finding.SAME ? content : recipients;
    }

    private Finding recipients(MessageReply held) {
        if (held.recipients == null || held.recipients.isEmpty()) {
            return Finding.UNTOLD;
        }
        List<PhoneNumber> numbers = ours.recipients();
        SentNumbers sent =
                new SentNumbers(numbers, numbers.stream().map(PhoneNumber::e164).toList());
        Set<PhoneNumber> found = new HashSet<>();
        for (AndroidGatewayWire.Recipient recipient : held.recipients) {
            String written = recipient == null ? null : readable(recipient.phoneNumber, held);
            if (written == null) {
                return Finding.UNTOLD;
            }
            PhoneNumber number = sent.find(written);
            if (number == null) {
                boolean maybeOurs = Boolean.TRUE.equals(held.isHashed)
                        && !numbers.stream().allMatch(AndroidGatewayDuplicate::isCanonical);
                return maybeOurs ? Finding.UNTOLD : Finding.OTHER;
            }
            found.add(number);
        }
        return found.size() == numbers.size() ? Finding.SAME : Finding.OTHER;
    }

    /** Whether the gateway keeps it as it is; of another spelling it may keep the hash of a third. */
    private static boolean isCanonical(PhoneNumber number) {
        return number.e164().equals(number.canonical().e164());
    }

    private Finding content(MessageReply held) {
        String hash = held.hashedMessage == null ? null : held.hashedMessage.hash;
        if (hash != null) {
            return hashed(hash);
        }
        String text = held.textMessage == null ? null : held.textMessage.text;
        String data = held.dataMessage == null ? null : held.dataMessage.data;
        String itsContent = ours.text().isPresent() ? text : data;
        if (itsContent == null) {
            return text == null && data == null ? Finding.UNTOLD : Finding.OTHER;
        }
        String readable = readable(itsContent, held);
        if (readable == null) {
            return Finding.UNTOLD;
        }
        boolean same = readable.equals(ours.text().or(ours::data).orElse(null));
        return same && hasOurPort(held) ? Finding.SAME : Finding.OTHER;
    }

    private boolean hasOurPort(MessageReply held) {
        Integer port = held.dataMessage == null ? null : held.dataMessage.port;
        return ours.text().isPresent() || port == null || port == ours.port();
    }

    /** What is hashed of a text is known; of data it isn't, so there a hash can say yes and not no. */
    private Finding hashed(String hash) {
        String content = ours.text().or(ours::data).orElseThrow();
        if (SentNumbers.sha256(content).equalsIgnoreCase(hash)) {
            return Finding.SAME;
        }
        return ours.text().isPresent() ? Finding.OTHER : Finding.UNTOLD;
    }

    /** A value without its encryption; null where that can't be taken off, or there is no time for it. */
    private @Nullable String readable(@Nullable String value, MessageReply held) {
        if (value == null || !Boolean.TRUE.equals(held.isEncrypted)) {
            return value;
        }
        boolean canTry = encryption != null && !deadline.hasPassed();
        return canTry && encryption != null
                ? encryption
                        .decrypt(value.startsWith("+") ? value.substring(1) : value)
                        .orElse(null)
                : null;
    }
}
