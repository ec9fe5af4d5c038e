package io.heliograph.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SuppressionTest {
    private static final Instant EIGHT = Instant.parse("2026-11-20T08:00:00Z");

    private static Suppression suppression(Instant since, @Nullable Instant until) {
        return new Suppression(
                PhoneNumber.of("+66812345678"),
                Optional.of(Sender.of("+66898765432")),
                SuppressionReason.STOP,
                "wavix",
                since,
                Optional.ofNullable(until));
    }

    @Test
    void it_holds_until_its_end_and_not_at_it() {
        Suppression hour = suppression(EIGHT, EIGHT.plusSeconds(3600));

        assertThat(hour.holdsAt(EIGHT.plusSeconds(3599))).isTrue();
        assertThat(hour.holdsAt(EIGHT.plusSeconds(3600))).isFalse();
        assertThat(suppression(EIGHT, null).holdsAt(Instant.MAX)).isTrue();
    }

    @Test
    void the_later_replaces_the_earlier_and_of_two_at_once_the_one_that_lasts_longer() {
        Suppression early = suppression(EIGHT, null);
        Suppression late = suppression(EIGHT.plusSeconds(1), EIGHT.plusSeconds(2));
        Suppression shorter = suppression(EIGHT, EIGHT.plusSeconds(9));

        assertThat(late.replaces(early)).isTrue();
        assertThat(early.replaces(late)).isFalse();
        assertThat(early.replaces(shorter)).isTrue();
        assertThat(shorter.replaces(early)).isFalse();
        assertThat(early.replaces(early)).isFalse();
    }

    @Test
    void it_can_be_logged() {
        assertThat(suppression(EIGHT, EIGHT.plusSeconds(1)))
                .hasToString("Suppression[+66…78 from +66…32: STOP by wavix since 2026-11-20T08:00:00Z"
                        + " until 2026-11-20T08:00:01Z]");
    }

    @Test
    void an_end_before_the_beginning_and_an_invalid_name_are_rejected() {
        assertThatThrownBy(() -> suppression(EIGHT, EIGHT))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("until must be after since");
        assertThatThrownBy(() -> new Suppression(
                        PhoneNumber.of("+66812345678"),
                        Optional.empty(),
                        SuppressionReason.MANUAL,
                        "two\nlines",
                        EIGHT,
                        Optional.empty()))
                .hasMessage("provider must be at most 64 characters without controls");
    }
}
