package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.idempotency.MemoryIdempotencyStore;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client must not keep its keys in memory where the settings name a store. */
class StoreSettingTest {
    private static SmsClientBuilder builder(String place) {
        return SmsClient.builder()
                .provider(FakeProvider.accepting("first"))
                .settings(Settings.of(Map.of("heliograph.store", place)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc", "/var/lib/acme/sms.db"})
    void a_client_without_the_store_that_is_set_is_not_built(String place) {
        assertThatThrownBy(() -> builder(place).build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("heliograph.store is set")
                .hasMessageContaining("idempotencyStore");
    }

    @Test
    void with_a_store_or_with_memory_it_is_built() {
        try (SmsClient stored = builder("jdbc")
                        .idempotencyStore(new MemoryIdempotencyStore())
                        .build();
                SmsClient memory = builder("memory").build()) {
            assertThat(stored.states()).containsOnlyKeys("first");
            assertThat(memory.states()).containsOnlyKeys("first");
        }
    }

    @Test
    void an_empty_setting_does_not_switch_the_store_off() {
        assertThatThrownBy(() -> builder(""))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("heliograph.store is set to nothing")
                .hasMessageContaining("memory, jdbc or the path of an SQLite file");
    }
}
