package io.heliograph.wavix;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.Credits;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.SmsProvider;
import io.heliograph.text.Segments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Segment counts by the vendor's rule, calculated by hand from its documents. */
class WavixEstimateTest {
    private static final SmsProvider PROVIDER =
            Wavix.builder().apiKey("key").build().provider();

    private static SendRequest request(String character, int times) {
        return SendRequest.to("+66812345678")
                .from("ACME")
                .text(character.repeat(times))
                .build();
    }

    @ParameterizedTest
    @CsvSource({"x, 160, 1", "x, 161, 2", "x, 1530, 10", "x, 1531, 11", "ก, 70, 1", "ก, 71, 2", "ก, 670, 10"})
    void parts_exactly(String character, int times, int parts) {
        assertThat(PROVIDER.estimate(request(character, times))).isEqualTo(Credits.parts(parts));
    }

    @ParameterizedTest
    @CsvSource({"x, 1630, true", "x, 1631, false", "€, 815, true", "€, 816, false", "ก, 670, true", "ก, 671, false"})
    void ten_parts_are_the_most(String character, int times, boolean fits) {
        assertThat(Segments.of(character.repeat(times), PROVIDER.segmentProfile())
                        .sendable())
                .isEqualTo(fits);
    }

    @Test
    void an_mms_is_one_part() {
        SendRequest request = SendRequest.to("+12125550123")
                .from("+15072429497")
                .text("x".repeat(500))
                .media("https://example.com/a.png")
                .build();

        assertThat(PROVIDER.estimate(request)).isEqualTo(Credits.parts(1));
    }

    @Test
    void its_own_smart_encoding_may_make_it_less() {
        SmsProvider smart =
                Wavix.builder().apiKey("key").smartEncoding(true).build().provider();

        assertThat(smart.estimate(request("’", 71))).isEqualTo(Credits.atMostParts(2));
    }

    @Test
    void smart_encoding_of_one_request_overrides_that_of_the_settings() {
        SmsProvider smart =
                Wavix.builder().apiKey("key").smartEncoding(true).build().provider();
        SendRequest.Builder request = request("’", 71).toBuilder();

        assertThat(smart.estimate(
                        request.option(WavixOptions.SMART_ENCODING, false).build()))
                .isEqualTo(Credits.parts(2));
        assertThat(PROVIDER.estimate(
                        request.option(WavixOptions.SMART_ENCODING, true).build()))
                .isEqualTo(Credits.atMostParts(2));
    }
}
