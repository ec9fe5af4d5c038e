package io.heliograph.wavix;

import static io.heliograph.json.JsonBinding.orEmpty;

import com.squareup.moshi.Json;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A registered sender ID at Wavix. {@code toString} hides the sender and the samples.
 *
 * @param id the vendor's id; empty if missing
 * @param senderId the name or number; empty if missing
 * @param type the vendor's value: {@code numeric}, {@code alphanumeric} or {@code shortcode}; empty if missing
 * @param allowlistedIn the countries that allow the sender ID, as ISO 3166 codes of two letters
 * @param useCase the vendor's value: {@code transactional}, {@code promo} or {@code authentication}
 * @param samples the sample messages
 * @param rawJson the vendor's JSON for it
 */
public record SenderId(
        String id,
        String senderId,
        String type,
        List<String> allowlistedIn,
        @Nullable String useCase,
        List<String> samples,
        String rawJson) {
    public SenderId {
        allowlistedIn = List.copyOf(allowlistedIn);
        samples = List.copyOf(samples);
    }

    @Override
    public String toString() {
        return "SenderId[" + id + " " + type + " in " + allowlistedIn + "]";
    }

    /** A registered sender ID on the wire. */
    static final class Reply {
        private @Nullable String id;

        @Json(name = "sender_id")
        private @Nullable String senderId;

        private @Nullable String type;

        @Json(name = "allowlisted_in")
        private @Nullable List<@Nullable String> allowlistedIn;

        @Json(name = "usecase")
        private @Nullable String useCase;

        private @Nullable List<@Nullable String> samples;

        SenderId senderId(String rawJson) {
            return new SenderId(
                    orEmpty(id),
                    orEmpty(senderId),
                    orEmpty(type),
                    known(allowlistedIn),
                    useCase,
                    known(samples),
                    rawJson);
        }

        private static List<String> known(@Nullable List<@Nullable String> texts) {
            return texts == null
                    ? List.of()
                    : texts.stream().filter(Objects::nonNull).toList();
        }
    }
}
