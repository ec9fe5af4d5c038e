package io.heliograph.wavix;

import java.util.List;
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

    static SenderId read(WavixAccountWire.SenderIdReply said) {
        return new SenderId(
                WavixWire.text(said.id),
                WavixWire.text(said.senderId),
                WavixWire.text(said.type),
                WavixPage.known(said.allowlistedIn),
                said.useCase,
                WavixPage.known(said.samples));
    }

    @Override
    public String toString() {
        return "SenderId[" + id + " " + type + " in " + allowlistedIn + "]";
    }
}
