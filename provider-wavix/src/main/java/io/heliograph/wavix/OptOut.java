package io.heliograph.wavix;

import static io.heliograph.json.JsonBinding.orEmpty;

import com.squareup.moshi.Json;
import io.heliograph.message.PhoneNumber;
import io.heliograph.spi.Timestamps;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A number that opted out. {@code toString} hides the number and the sender.
 *
 * @param phoneNumber the number in the vendor's spelling; empty if missing
 * @param senderId the sender that the number opted out of; null for all of the account's
 * @param campaignId the 10DLC campaign, if any
 * @param createdAt the time of the opt-out; null if missing or unreadable
 * @param rawJson the vendor's JSON for it
 */
public record OptOut(
        String phoneNumber,
        @Nullable String senderId,
        @Nullable String campaignId,
        @Nullable Instant createdAt,
        String rawJson) {
    /** The number in E.164; empty if it isn't a phone number. */
    public Optional<PhoneNumber> number() {
        return PhoneNumber.tryParse(phoneNumber);
    }

    @Override
    public String toString() {
        return "OptOut[" + number().map(PhoneNumber::toString).orElse("…") + " from "
                + (senderId == null ? "all senders" : "one sender") + "]";
    }

    /** An opt-out in a list, where the number has another field name than in the request. */
    static final class Reply {
        @Json(name = "phone_number")
        private @Nullable String phoneNumber;

        @Json(name = "sender_id")
        private @Nullable String senderId;

        @Json(name = "campaign_id")
        private @Nullable String campaignId;

        @Json(name = "created_at")
        private @Nullable String createdAt;

        OptOut optOut(String rawJson) {
            return new OptOut(orEmpty(phoneNumber), senderId, campaignId, Timestamps.parse(createdAt), rawJson);
        }
    }
}
