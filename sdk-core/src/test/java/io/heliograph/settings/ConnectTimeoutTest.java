package io.heliograph.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.FakeProvider;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.ErrorType;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Violation;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;
import io.heliograph.spi.VendorClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectTimeoutTest {
    /** Keeps the options that a provider gets. */
    private static final class Recording implements ProviderFactory {
        private HttpOptions options = HttpOptions.defaults();

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public VendorClient create(ProviderSettings settings) {
            settings.text("api-key");
            options = settings.http();
            return FakeProvider.refusing("fake", ErrorType.NO_ROUTE);
        }
    }

    private static Duration read(String timeout, HttpOptions http) {
        Recording factory = new Recording();
        Map<String, String> settings =
                Map.of("heliograph.providers.fake.api-key", "k", "heliograph.connect-timeout", timeout);
        new SettingsReader(Settings.of(settings), List.of(factory)).read(http, name -> false);
        return factory.options.connectTimeout();
    }

    @Test
    void the_setting_holds_for_each_provider_also_over_options_in_code() {
        HttpOptions inCode = HttpOptions.defaults().connectTimeout(Duration.ofSeconds(9));

        assertThat(read("2s", HttpOptions.defaults())).isEqualTo(Duration.ofSeconds(2));
        assertThat(read("2s", inCode)).isEqualTo(Duration.ofSeconds(2));
        assertThat(read("", inCode)).isEqualTo(Duration.ofSeconds(9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "-1s", "61s"})
    void a_time_out_of_range_is_a_fault(String timeout) {
        InvalidRequestException thrown =
                catchThrowableOfType(InvalidRequestException.class, () -> read(timeout, HttpOptions.defaults()));

        assertThat(thrown.violations())
                .containsExactly(
                        new Violation("heliograph.connect-timeout", "must be more than 0 and at most a minute"));
    }
}
