package io.heliograph.nativehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.Credits;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.SmsProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vendor's segment rule for texts, worked out by hand from its documentation. */
class NativeHubEstimateTest {
    private static final SmsProvider PROVIDER =
            NativeHub.builder().apiKey("key").build().provider();

    private static SendRequest request(String character, int times) {
        return SendRequest.to("+66812345678")
                .from("ACME")
                .text(character.repeat(times))
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "x, 160, 1",
        "x, 161, 2",
        "x, 306, 2",
        "x, 307, 3",
        "ก, 70, 1",
        "ก, 71, 2",
        "ก, 134, 2",
        "ก, 135, 3",
        "€, 80, 1"
    })
    void parts_exactly(String character, int times, int parts) {
        assertThat(PROVIDER.estimate(request(character, times))).isEqualTo(Credits.parts(parts));
    }
}
