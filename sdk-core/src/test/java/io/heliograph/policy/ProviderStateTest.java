package io.heliograph.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProviderStateTest {
    private static final Instant UNTIL = Instant.parse("2026-11-20T08:00:30Z");

    @Test
    void a_provider_in_use_has_no_reason_and_no_end() {
        assertThat(ProviderState.up())
                .returns(ProviderState.Kind.UP, ProviderState::kind)
                .returns("", ProviderState::reason)
                .hasToString("UP");
        assertThat(ProviderState.up().until()).isEmpty();
    }

    @Test
    void a_provider_that_asked_for_a_pause_tells_until_when() {
        assertThat(ProviderState.throttled(UNTIL))
                .returns(ProviderState.Kind.THROTTLED, ProviderState::kind)
                .hasToString("THROTTLED until 2026-11-20T08:00:30Z: it asked for a pause");
        assertThat(ProviderState.throttled(UNTIL).until()).contains(UNTIL);
    }

    @Test
    void a_provider_that_is_down_tells_until_when_and_why() {
        assertThat(ProviderState.down(UNTIL, "AUTHENTICATION: wrong key"))
                .returns("AUTHENTICATION: wrong key", ProviderState::reason)
                .hasToString("DOWN until 2026-11-20T08:00:30Z: AUTHENTICATION: wrong key");
    }

    @Test
    void a_provider_that_a_setting_switches_off_has_no_end() {
        assertThat(ProviderState.disabled())
                .returns(ProviderState.Kind.DISABLED, ProviderState::kind)
                .hasToString("DISABLED: a setting switches it off");
        assertThat(ProviderState.disabled().until()).isEmpty();
    }
}
