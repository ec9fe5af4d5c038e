package io.heliograph.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Violation;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTableTest {
    private static final PriceTable TABLE = PriceTable.parse("""
            # provider, to, currency, price of a part
            wavix, TH,    USD, 0.0132   # as of November
            wavix, +668,  USD, 0.0110
            wavix, +6681, USD, 0.0101

            wavix, *,     USD, 0.08
            thaibulk,TH,USD,0
            """);

    private static List<String> problems(String lines) {
        InvalidRequestException thrown =
                catchThrowableOfType(InvalidRequestException.class, () -> PriceTable.parse(lines));
        assertThat(thrown).as("nothing is wrong with %s", lines).isNotNull();
        assertThat(thrown.violations()).extracting(Violation::field).containsOnly("prices");
        return thrown.violations().stream().map(Violation::problem).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "wavix, +66812345678, 0.0101",
        "wavix, +66822345678, 0.0110",
        "wavix, +66612345678, 0.0132",
        "wavix, +447537151866, 0.08",
        "thaibulk, +66812345678, 0",
    })
    void the_longest_prefix_decides_then_the_country_then_the_rest(String provider, String to, BigDecimal price) {
        assertThat(TABLE.pricePerPart(provider, PhoneNumber.of(to))).contains(price);
    }

    @ParameterizedTest
    @CsvSource({"thaibulk, +447537151866", "nativehub, +66812345678"})
    void what_isnt_in_the_table_has_no_price(String provider, String to) {
        assertThat(TABLE.pricePerPart(provider, PhoneNumber.of(to))).isEmpty();
    }

    @Test
    void a_request_costs_its_parts_and_media_have_no_price() {
        SendRequest.Builder request = SendRequest.to("+447537151866").text("x".repeat(161));

        assertThat(TABLE.price("wavix", request.build())).contains(new BigDecimal("0.16"));
        assertThat(TABLE.price("wavix", request.build(), 3)).contains(new BigDecimal("0.24"));
        assertThat(TABLE.price(
                        "wavix", request.media("https://example.com/a.png").build()))
                .isEmpty();
        assertThat(TABLE.currency()).isEqualTo("USD");
        assertThat(TABLE).hasToString("PriceTable[5 prices in USD]");
    }

    @Test
    void a_line_of_names_may_come_first() {
        assertThat(PriceTable.parse("\uFEFFprovider,to,currency,price\r\nwavix,*,EUR,1\r\n"))
                .hasToString("PriceTable[1 price in EUR]");
    }

    @Test
    void every_violation_has_its_line_and_not_the_value() {
        assertThat(problems("""
                wavix, TH, USD, 0.01
                Wavix!, thailand, usd, 1e9
                wavix, TH, USD
                wavix, +0, USD, 0,01
                wavix, TH, USD, 0.02
                wavix, *, EUR, 0.02
                wavix, +6, USD, -1
                """))
                .containsExactly(
                        "line 2 is 5 letters and 1 other character where a provider such as wavix is expected",
                        "line 2 is 8 letters where a country such as TH, a prefix such as +6681, or * for all others is"
                                + " expected",
                        "line 2 is 3 letters where a currency of ISO 4217 such as USD is expected",
                        "line 2 is 2 digits and 1 letter where a price such as 0.0132, with at most 9 decimals is expected",
                        "line 3 has 3 values; it must have 4: provider, country or prefix, currency, price of a part",
                        "line 4 has 5 values; it must have 4: provider, country or prefix, currency, price of a part",
                        "line 5 has the price of wavix to TH, which line 1 has already",
                        "line 6 has a price in EUR, and those before are in USD; a table has one currency, so that prices"
                                + " can be compared",
                        "line 7 is 1 digit and 1 other character where a price such as 0.0132, with at most 9 decimals is"
                                + " expected");
    }

    @Test
    void a_table_without_prices_is_rejected_and_a_hundred_faults_are_enough() {
        assertThat(problems("# nothing yet\n")).singleElement().asString().startsWith("are missing; a line is");
        assertThat(problems("x\n".repeat(5_000))).hasSize(100);
    }

    @Test
    void a_file_that_cant_be_read_is_an_error_that_says_so(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("prices.csv");
        assertThatThrownBy(() -> PriceTable.load(file)).hasMessageContaining("prices doesn't exist");
        assertThatThrownBy(() -> PriceTable.load(folder)).hasMessageContaining("prices is a folder");
        Files.write(file, new byte[] {'w', (byte) 0xFF});
        assertThatThrownBy(() -> PriceTable.load(file)).hasMessageContaining("prices isn't UTF-8");
        Files.writeString(file, "wavix,*,USD,1");
        assertThat(PriceTable.load(file)).hasToString("PriceTable[1 price in USD]");
    }
}
