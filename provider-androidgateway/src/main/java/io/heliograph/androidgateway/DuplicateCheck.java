package io.heliograph.androidgateway;

import io.heliograph.androidgateway.AndroidGatewayMessages.MessageReply;
import io.heliograph.androidgateway.AndroidGatewayMessages.RecipientReply;
import io.heliograph.http.Deadline;
import io.heliograph.message.PhoneNumber;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares our message with the one that the gateway stores under our key: the gateway's 409 is about the key, not about
 * the content. Create one for each comparison.
 */
final class DuplicateCheck {
    /** The result of a comparison. */
    enum Finding {
        SAME,
        OTHER,
        /** The gateway hides or lacks the data that the comparison needs. */
        UNTOLD
    }

    private final GatewayMessage ours;
    private final @Nullable AndroidGatewayEncryption encryption;
    private final Deadline deadline;

    DuplicateCheck(GatewayMessage ours, @Nullable AndroidGatewayEncryption encryption, Deadline deadline) {
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
        if (held.recipients().isEmpty()) {
            return Finding.UNTOLD;
        }
        List<PhoneNumber> numbers = ours.recipients();
        RecipientMatcher sent = new RecipientMatcher(
                numbers, numbers.stream().map(PhoneNumber::e164).toList());
        Set<PhoneNumber> found = new HashSet<>();
        for (RecipientReply recipient : held.recipients()) {
            String written = recipient == null ? null : readable(recipient.phoneNumber, held);
            if (written == null) {
                return Finding.UNTOLD;
            }
            PhoneNumber number = sent.find(written);
            if (number == null) {
                boolean maybeOurs = held.hashed() && !numbers.stream().allMatch(DuplicateCheck::isCanonical);
                return maybeOurs ? Finding.UNTOLD : Finding.OTHER;
            }
            found.add(number);
        }
        return found.size() == numbers.size() ? Finding.SAME : Finding.OTHER;
    }

    /** Whether a number is canonical; of any other, the gateway may store the hash of a spelling that we don't know. */
    private static boolean isCanonical(PhoneNumber number) {
        return number.e164().equals(number.canonical().e164());
    }

    private Finding content(MessageReply held) {
        if (held.hash() != null) {
            return hashed(held.hash());
        }
        String content = ours.text().isPresent() ? held.text() : held.data();
        if (content == null) {
            return held.text() == null && held.data() == null ? Finding.UNTOLD : Finding.OTHER;
        }
        String readable = readable(content, held);
        if (readable == null) {
            return Finding.UNTOLD;
        }
        return readable.equals(ours.content()) && hasOurPort(held) ? Finding.SAME : Finding.OTHER;
    }

    private boolean hasOurPort(MessageReply held) {
        Integer port = held.port();
        return ours.text().isPresent() || port == null || port == ours.port();
    }

    /** Compares a content hash. We don't know the hash input of binary data, so its different hash proves nothing. */
    private Finding hashed(String hash) {
        if (RecipientMatcher.sha256(ours.content()).equalsIgnoreCase(hash)) {
            return Finding.SAME;
        }
        return ours.text().isPresent() ? Finding.OTHER : Finding.UNTOLD;
    }

    /** Decrypts a value if necessary; null if that fails, or if the deadline has passed. */
    private @Nullable String readable(@Nullable String value, MessageReply held) {
        if (value == null || !held.encrypted()) {
            return value;
        }
        if (encryption == null || deadline.hasPassed()) {
            return null;
        }
        return encryption
                .decrypt(value.startsWith("+") ? value.substring(1) : value)
                .orElse(null);
    }
}
