package io.heliograph.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProviderStateTest {
    private static final Instant UNTIL = Instant.parse("2026-11-20T08:00:30Z");

    @Test
    void aProviderInUseHasNoReasonAndNoEnd() {
        assertThat(ProviderState.up())
                .returns(ProviderState.Kind.UP, ProviderState::kind)
                .returns("", ProviderState::reason)
                .hasToString("UP");
        assertThat(ProviderState.up().until()).isEmpty();
    }

    @Test
    void aProviderThatAskedForAPauseTellsUntilWhen() {
        assertThat(ProviderState.throttled(UNTIL))
                .returns(ProviderState.Kind.THROTTLED, ProviderState::kind)
                .hasToString("THROTTLED until 2026-11-20T08:00:30Z: it asked for a pause");
        assertThat(ProviderState.throttled(UNTIL).until()).contains(UNTIL);
    }

    @Test
    void aProviderThatIsDownTellsUntilWhenAndWhy() {
        assertThat(ProviderState.down(UNTIL, "AUTHENTICATION: wrong key"))
                .returns("AUTHENTICATION: wrong key", ProviderState::reason)
                .hasToString("DOWN until 2026-11-20T08:00:30Z: AUTHENTICATION: wrong key");
    }

    @Test
    void aProviderThatASettingSwitchesOffHasNoEnd() {
        assertThat(ProviderState.disabled())
                .returns(ProviderState.Kind.DISABLED, ProviderState::kind)
                .hasToString("DISABLED: a setting switches it off");
        assertThat(ProviderState.disabled().until()).isEmpty();
    }
}
