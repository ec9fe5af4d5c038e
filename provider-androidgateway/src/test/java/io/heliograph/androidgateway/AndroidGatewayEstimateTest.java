package io.heliograph.androidgateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.Credits;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.SmsProvider;
import io.heliograph.text.Segments;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The segments of a text by the vendor's rule, calculated by hand from its documents. */
class AndroidGatewayEstimateTest {
    private static final SmsProvider PROVIDER = AndroidGateway.builder()
            .username("user")
            .password("password")
            .build()
            .provider();

    private static SendRequest request(String character, int times) {
        return SendRequest.to("+66812345678")
                .from("ACME")
                .text(character.repeat(times))
                .build();
    }

    @ParameterizedTest
    @CsvSource({"x, 160, 1", "x, 161, 2", "ก, 70, 1", "ก, 71, 2", "ก, 134, 2", "ก, 135, 3"})
    void parts_of_the_phones_plan_at_most(String character, int times, int parts) {
        assertThat(PROVIDER.estimate(request(character, times))).isEqualTo(Credits.atMostParts(parts));
    }

    /** The emoji has 11 code units: a segment of 67 holds six whole ones, so 13 need three segments. */
    @ParameterizedTest
    @CsvSource({"6, 1", "7, 2", "12, 2", "13, 3"})
    void a_phone_cuts_no_emoji(int families, int parts) {
        SendRequest request = request("👨\u200D👩\u200D👧\u200D👦", families);

        assertThat(PROVIDER.estimate(request)).isEqualTo(Credits.atMostParts(parts));
        assertThat(Segments.of(request.text(), PROVIDER.segmentProfile()).split())
                .allMatch(part -> part.length() % 11 == 0);
    }
}
