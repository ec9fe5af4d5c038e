package io.heliograph.textingline;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.Credits;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.SmsProvider;
import io.heliograph.text.Segments;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vendor's billing rule, worked out by hand from its documentation. */
class TextingLineEstimateTest {
    private static final SmsProvider PROVIDER =
            TextingLine.builder().keyId("id").keySecret("secret").build().provider();

    private static SendRequest request(String character, int times) {
        return SendRequest.to("+66812345678")
                .from("ACME")
                .text(character.repeat(times))
                .build();
    }

    @ParameterizedTest
    @CsvSource({"x, 1", "x, 640", "ก, 71", "ก, 640"})
    void two_credits_an_sms_at_most_however_long(String character, int times) {
        assertThat(PROVIDER.estimate(request(character, times)))
                .isEqualTo(new Credits(Map.of("SMS credit", 2L), false))
                .hasToString("at most 2 SMS credits");
    }

    @Test
    void an_mms_takes_one_of_another_kind_besides() {
        SendRequest request = SendRequest.to("+12125550123")
                .text("")
                .media("https://example.com/a.png")
                .build();

        assertThat(PROVIDER.estimate(request))
                .isEqualTo(new Credits(Map.of("SMS credit", 2L, "MMS credit", 1L), false))
                .hasToString("at most 2 SMS credits and 1 MMS credit");
    }

    @ParameterizedTest
    @CsvSource({"x, 640, true", "x, 641, false", "😀, 320, true", "😀, 321, false"})
    void a_text_has_640_utf16_units(String character, int times, boolean fits) {
        assertThat(Segments.of(character.repeat(times), PROVIDER.segmentProfile())
                        .sendable())
                .isEqualTo(fits);
    }
}
