package io.heliograph.thaibulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.Credits;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.SmsProvider;
import io.heliograph.text.Segments;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Segment counts by the vendor's rule, calculated by hand from its documents. */
class ThaiBulkCreditsTest {
    private static final SmsProvider PROVIDER =
            ThaiBulk.builder().apiKey("key").build().provider();

    private static SendRequest request(String character, int times) {
        return SendRequest.to("+66812345678")
                .from("ACME")
                .text(character.repeat(times))
                .build();
    }

    @ParameterizedTest
    @CsvSource({"x, 160, 1", "x, 320, 3", "x, 480, 4", "x, 1000, 7", "ก, 70, 1", "ก, 140, 3", "ก, 210, 4", "ก, 1000, 15"
    })
    void parts_with_headers_at_most(String character, int times, int parts) {
        Credits credits = PROVIDER.estimate(request(character, times));

        assertThat(credits).isEqualTo(Credits.atMostParts(parts));
        assertThat(credits.times(2_000_000).of(Credits.PART)).isEqualTo(2_000_000L * parts);
    }

    @ParameterizedTest
    @CsvSource({"1000, true", "1001, false"})
    void a_text_has_a_thousand_characters(int times, boolean fits) {
        assertThat(Segments.of("x".repeat(times), PROVIDER.segmentProfile()).sendable())
                .isEqualTo(fits);
    }
}
