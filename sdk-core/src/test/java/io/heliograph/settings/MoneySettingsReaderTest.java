package io.heliograph.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.FakeFactory;
import io.heliograph.Sends;
import io.heliograph.SmsClient;
import io.heliograph.message.ErrorType;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Money;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Violation;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneySettingsReaderTest {
    private static final SendRequest REQUEST =
            SendRequest.to("+66812345678").text("x".repeat(161)).build();

    @AfterEach
    void forgetWhatWasMade() {
        FakeFactory.MADE.remove();
    }

    private static Settings settings(String... namesAndValues) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("heliograph.providers.fake.api-key", "k");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put("heliograph." + namesAndValues[i], namesAndValues[i + 1]);
        }
        return Settings.of(properties);
    }

    private static List<Violation> faults(Settings settings) {
        InvalidRequestException thrown = catchThrowableOfType(
                InvalidRequestException.class, () -> SmsClient.builder().settings(settings));
        assertThat(thrown).isNotNull();
        return thrown.violations();
    }

    private static String refusal(Settings settings) {
        try (SmsClient client = SmsClient.builder().settings(settings).build()) {
            assertThat(Sends.refusal(client.trySend(REQUEST)).type()).isEqualTo(ErrorType.SPEND_LIMIT);
            return Sends.refusal(client.trySend(REQUEST)).reason();
        }
    }

    @Test
    void a_price_table_is_read_and_used(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("prices.csv"), "fake, TH, EUR, 0.03\n");
        try (SmsClient client = SmsClient.builder()
                .settings(settings("prices", file.toString(), "route", "cheapest(fake)"))
                .build()) {
            assertThat(client.plan(REQUEST).steps().get(0).price()).contains(new Money(new BigDecimal("0.06"), "EUR"));
        }
        assertThat(refusal(settings("prices", file.toString(), "spend.max-cost", "0.05")))
                .contains("costs 0.06 EUR");
    }

    @Test
    void the_faults_of_a_price_table_are_named_as_the_settings() throws IOException {
        assertThat(faults(settings("prices", "nowhere.csv")))
                .containsExactly(new Violation("heliograph.prices", "doesn't exist: nowhere.csv"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spend.max-parts | 1 | takes 2 parts there, and a message may take 1",
                "spend.countries | US, GB | TH isn't among the allowed countries GB, US",
                "spend.budgets | fake US 1 parts; * TH 1 parts; | day's budget \"* TH 1 parts\" has 1 part left",
            })
    void each_limit_can_be_set(String name, String value, String reason) {
        assertThat(refusal(settings(name, value))).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spend.max-parts | 256 | must be 1 to 255",
                "spend.max-parts | many | is 4 letters; it must be a whole number",
                "spend.max-cost | 1,50 | is 3 digits and 1 other character; it must be an amount such as 0.50",
                "spend.per-recipient-and-hour | 0 | must be 1 to 1000",
                "spend.countries | TH, Siam | have one that isn't a country such as TH",
                "spend.budgets | fake XX 5 | have 2 letters where a country such as TH, or *, is expected",
                "spend.budgets | * TH 5; * TH 6 | have one twice for the same provider and country",
            })
    void each_fault_is_named(String name, String value, String problem) {
        assertThat(faults(settings(name, value))).containsExactly(new Violation("heliograph." + name, problem));
    }

    @Test
    void a_budget_that_can_not_be_read_shows_what_one_looks_like() {
        assertThat(faults(settings("spend.budgets", "5 USD a day")).get(0).problem())
                .contains("wavix TH 20.00 or * * 500 parts");
    }
}
