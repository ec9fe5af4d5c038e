package io.heliograph.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.FakeFactory;
import io.heliograph.FakeProvider;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.ErrorType;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;
import io.heliograph.spi.VendorClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Factories that would get each other's settings. */
class TwinFactoriesTest {
    private static final Map<String, String> SETTINGS = Map.of("heliograph.providers.fake.api-key", "s3cr3t-of-one");

    /** Another vendor's, by the same name. */
    static final class DuplicateFactory implements ProviderFactory {
        private boolean asked;

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public VendorClient create(ProviderSettings settings) {
            asked = true;
            return FakeProvider.refusing("fake", ErrorType.NO_ROUTE);
        }
    }

    /** Says one name, and makes a provider of another. */
    static final class Misnamed implements ProviderFactory {
        private final FakeProvider made = FakeProvider.refusing("fakes", ErrorType.NO_ROUTE);

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public VendorClient create(ProviderSettings settings) {
            settings.text("api-key", key -> {});
            return made;
        }
    }

    @BeforeEach
    @AfterEach
    void forgetWhatWasMade() {
        FakeFactory.MADE.remove();
    }

    private static InvalidRequestException refused(ProviderFactory... factories) {
        SettingsReader reader = new SettingsReader(Settings.of(SETTINGS), List.of(factories));
        InvalidRequestException thrown = catchThrowableOfType(
                InvalidRequestException.class, () -> reader.read(HttpOptions.defaults(), name -> false));
        assertThat(thrown).isNotNull();
        assertThat(thrown.violations()).hasSize(1);
        assertThat(thrown.violations().get(0).field()).isEqualTo("heliograph.providers.fake");
        assertThat(thrown).hasMessageNotContaining("s3cr3t-of-one");
        return thrown;
    }

    @Test
    void two_of_one_name_are_both_named_and_neither_gets_the_settings() {
        DuplicateFactory duplicate = new DuplicateFactory();

        assertThat(refused(new FakeFactory(), duplicate))
                .hasMessageContaining(FakeFactory.class.getName())
                .hasMessageContaining(DuplicateFactory.class.getName());

        assertThat(duplicate.asked).isFalse();
        assertThat(FakeFactory.MADE.get()).isEmpty();
    }

    @Test
    void one_that_is_found_twice_is_one() {
        new SettingsReader(Settings.of(SETTINGS), List.of(new FakeFactory(), new FakeFactory()))
                .read(HttpOptions.defaults(), name -> false);

        assertThat(FakeFactory.MADE.get()).hasSize(1);
    }

    @Test
    void a_provider_of_another_name_than_its_factorys_is_refused_and_closed() {
        Misnamed misnamed = new Misnamed();

        assertThat(refused(misnamed))
                .hasMessageContaining(Misnamed.class.getName())
                .hasMessageContaining("fakes");

        assertThat(misnamed.made.closes()).isEqualTo(1);
    }
}
