package io.heliograph.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.FakeFactory;
import io.heliograph.Sends;
import io.heliograph.SmsClient;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Violation;
import io.heliograph.policy.ProviderLimits;
import io.heliograph.policy.ProviderState;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.ProviderSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicySettingsReaderTest {
    private static final String KEY = "heliograph.providers.fake.api-key";
    private static final String FAKE = "heliograph.providers.fake.";

    @AfterEach
    void forgetWhatWasMade() {
        FakeFactory.MADE.remove();
    }

    private static Map<String, String> map(String... namesAndValues) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    private static SettingValues values(String... namesAndValues) {
        Map<String, String> map = map(namesAndValues);
        return new SettingValues("", new ProviderSettings(name -> Optional.ofNullable(map.get(name))));
    }

    private static List<String> faulty(String... namesAndValues) {
        Map<String, String> map = map(namesAndValues);
        map.put(KEY, "k");
        InvalidRequestException thrown = catchThrowableOfType(
                InvalidRequestException.class, () -> SmsClient.builder().settings(Settings.of(map)));
        assertThat(thrown).isNotNull().hasMessageNotContaining("hunter2");
        return thrown.violations().stream().map(Violation::field).toList();
    }

    @Test
    void without_settings_everything_is_by_default() {
        assertThat(PolicySettingsReader.retry(values())).contains(RetryPolicy.defaults());
        assertThat(PolicySettingsReader.limits(values())).isEqualTo(ProviderLimits.defaults());
    }

    @Test
    void each_setting_of_the_retries_is_read() {
        assertThat(PolicySettingsReader.retry(values(
                        "retry.max-attempts-per-provider", "2",
                        "retry.max-attempts", "4",
                        "retry.initial-backoff", "10ms",
                        "retry.max-backoff", "3s",
                        "retry.throttled-initial-backoff", "2s",
                        "retry.throttled-max-backoff", "1m",
                        "retry.attempt-timeout", "7s",
                        "retry.reconcile", "false")))
                .contains(RetryPolicy.builder()
                        .maxAttemptsPerProvider(2)
                        .maxAttempts(4)
                        .backoff(Duration.ofMillis(10), Duration.ofSeconds(3))
                        .throttledBackoff(Duration.ofSeconds(2), Duration.ofMinutes(1))
                        .attemptTimeout(Duration.ofSeconds(7))
                        .reconcile(false)
                        .build());
    }

    @Test
    void each_setting_of_a_provider_is_read() {
        assertThat(PolicySettingsReader.limits(values("enabled", "false", "rate-limit", "2.5", "max-concurrent", "8")))
                .isEqualTo(new ProviderLimits(false, 2.5, 8));
        SettingValues values = values("idempotency.wait-for-concurrent-send", "false", "idempotency.keys", "500000");
        assertThat(values.flag(GeneralSetting.IDEMPOTENCY_WAIT)).contains(false);
        assertThat(values.number(GeneralSetting.IDEMPOTENCY_KEYS)).hasValue(500_000);
        assertThat(values().number(GeneralSetting.IDEMPOTENCY_KEYS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "10000001", "many", "1.5"})
    void a_wrong_number_of_remembered_keys_is_named_in_full(String text) {
        assertThat(faulty("heliograph.idempotency.keys", text)).containsExactly("heliograph.idempotency.keys");
    }

    @ParameterizedTest
    @CsvSource({"10, 10", "0.5/s, 0.5", "10 /s, 10", "100000, 100000", "0, 0", "0.001, 0.001"})
    void a_rate_is_requests_a_second(String text, double rate) {
        SettingValues values = values("rate-limit", text);

        assertThat(PolicySettingsReader.limits(values).perSecond()).isEqualTo(rate);
        assertThat(values.violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "-1", "10/m", "1e3", "0.0009", "100001", "10,5", "hunter2"})
    void a_wrong_rate_is_named_in_full(String text) {
        assertThat(faulty(FAKE + "rate-limit", text)).containsExactly(FAKE + "rate-limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "100001", "many", "1.5", "hunter2"})
    void a_wrong_number_of_requests_is_named_in_full(String text) {
        assertThat(faulty(FAKE + "max-concurrent", text)).containsExactly(FAKE + "max-concurrent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"heliograph.retry.reconcile", "heliograph.idempotency.wait-for-concurrent-send", FAKE + "enabled"
            })
    void a_wrong_flag_is_named_in_full(String name) {
        assertThat(faulty(name, "hunter2")).containsExactly(name);
        assertThat(faulty(name, "TRUE")).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "101", "some", "hunter2", "1.5"})
    void a_wrong_number_of_attempts_is_named_in_full(String text) {
        assertThat(faulty("heliograph.retry.max-attempts", text)).containsExactly("heliograph.retry.max-attempts");
        assertThat(faulty("heliograph.retry.max-attempts-per-provider", text))
                .containsExactly("heliograph.retry.max-attempts-per-provider");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "initial-backoff",
                "max-backoff",
                "throttled-initial-backoff",
                "throttled-max-backoff",
                "attempt-timeout"
            })
    void a_wrong_duration_is_named_in_full(String name) {
        assertThat(faulty("heliograph.retry." + name, "hunter2")).containsExactly("heliograph.retry." + name);
        assertThat(faulty("heliograph.retry." + name, "10")).containsExactly("heliograph.retry." + name);
        assertThat(faulty("heliograph.retry." + name, "0s")).contains("heliograph.retry." + name);
    }

    @Test
    void a_cap_below_its_base_is_named() {
        assertThat(faulty("heliograph.retry.initial-backoff", "10s", "heliograph.retry.max-backoff", "9s"))
                .containsExactly("heliograph.retry.max-backoff");
        assertThat(faulty("heliograph.retry.throttled-initial-backoff", "30s"))
                .containsExactly("heliograph.retry.throttled-max-backoff");
    }

    @Test
    void every_fault_is_named_at_once() {
        assertThat(faulty(
                        "heliograph.retry.max-attempts",
                        "0",
                        "heliograph.retry.initial-backoff",
                        "hunter2",
                        "heliograph.retry.reconcile",
                        "hunter2",
                        "heliograph.idempotency.wait-for-concurrent-send",
                        "hunter2",
                        FAKE + "enabled",
                        "hunter2",
                        FAKE + "rate-limit",
                        "hunter2",
                        FAKE + "max-concurrent",
                        "0"))
                .containsExactlyInAnyOrder(
                        "heliograph.retry.max-attempts",
                        "heliograph.retry.initial-backoff",
                        "heliograph.retry.reconcile",
                        "heliograph.idempotency.wait-for-concurrent-send",
                        FAKE + "enabled",
                        FAKE + "rate-limit",
                        FAKE + "max-concurrent");
    }

    @Test
    void the_settings_reach_the_client() {
        Settings settings = Settings.of(map(KEY, "k", FAKE + "enabled", "false"))
                .withEnvironment(Map.of("HELIOGRAPH_RETRY_MAX_ATTEMPTS_PER_PROVIDER", "1"));
        try (SmsClient client = SmsClient.builder().settings(settings).build()) {
            assertThat(client.states().values())
                    .extracting(ProviderState::kind)
                    .containsExactly(ProviderState.Kind.DISABLED);
            assertThat(client.trySend(Sends.request().build()).attempts()).isEmpty();
        }
    }
}
