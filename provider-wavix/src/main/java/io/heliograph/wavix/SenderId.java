package io.heliograph.wavix;

import static io.heliograph.json.JsonBinding.orEmpty;

import com.squareup.moshi.Json;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A registered sender as Wavix has it. {@code toString} hides the sender and the samples.
 *
 * @param id the vendor's id; empty where it gave none
 * @param senderId the name or number; empty where the vendor gave none
 * @param type the vendor's word: {@code numeric}, {@code alphanumeric} or {@code shortcode}; empty where it gave none
 * @param allowlistedIn the countries where it may be used, two letters of ISO 3166 each
 * @param useCase the vendor's word: {@code transactional}, {@code promo} or {@code authentication}
 * @param samples messages that were given as examples
 */
public record SenderId(
        String id,
        String senderId,
        String type,
        List<String> allowlistedIn,
        @Nullable String useCase,
        List<String> samples) {
    public SenderId {
        allowlistedIn = List.copyOf(allowlistedIn);
        samples = List.copyOf(samples);
    }

    @Override
    public String toString() {
        return "SenderId[" + id + " " + type + " in " + allowlistedIn + "]";
    }

    /** A registered sender on the wire. */
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

        SenderId senderId() {
            return new SenderId(
                    orEmpty(id), orEmpty(senderId), orEmpty(type), known(allowlistedIn), useCase, known(samples));
        }

        private static List<String> known(@Nullable List<@Nullable String> texts) {
            return texts == null
                    ? List.of()
                    : texts.stream().filter(Objects::nonNull).toList();
        }
    }
}
