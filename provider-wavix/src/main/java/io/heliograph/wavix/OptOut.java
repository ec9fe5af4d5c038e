package io.heliograph.wavix;

import io.heliograph.message.PhoneNumber;
import io.heliograph.spi.VendorTimes;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One number that gets no more messages. {@code toString} hides the number and the sender.
 *
 * @param phoneNumber the number as the vendor wrote it; empty where it gave none
 * @param senderId the sender that it gets nothing from; null for none of the account's
 * @param campaignId the 10DLC campaign, if any
 * @param createdAt since when; null where the vendor gave no time that can be read
 */
public record OptOut(
        String phoneNumber,
        @Nullable String senderId,
        @Nullable String campaignId,
        @Nullable Instant createdAt) {
    static OptOut read(WavixAccountWire.OptOutReply said) {
        return new OptOut(
                WavixWire.text(said.phoneNumber), said.senderId, said.campaignId, VendorTimes.parse(said.createdAt));
    }

    /** The number in E.164; empty where it is none. */
    public Optional<PhoneNumber> number() {
        return PhoneNumber.find(phoneNumber);
    }

    @Override
    public String toString() {
        return "OptOut[" + number().map(PhoneNumber::toString).orElse("…") + " from "
                + (senderId == null ? "all senders" : "one sender") + "]";
    }
}
