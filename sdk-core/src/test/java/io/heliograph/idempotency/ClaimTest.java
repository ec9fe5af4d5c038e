package io.heliograph.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a claim can be made again of; that it is whole then is shown by the contract of the stores. */
class ClaimTest {
    private static final IdempotencyKey KEY = IdempotencyKey.of("order-42");
    private static final Fingerprint PRINT =
            Fingerprint.of(SendRequest.to("+66812345678").text("Hello").build());
    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

    private static Claim.Builder row() {
        return Claim.stored(KEY, PRINT)
                .owner("a")
                .claimedAt(NOW)
                .leaseEnds(NOW.plusSeconds(40))
                .lastAttemptEnds(NOW.plusSeconds(40))
                .readAt(NOW.plusSeconds(1));
    }

    @Test
    void every_missing_part_of_a_row_is_named() {
        assertThatThrownBy(() -> Claim.stored(KEY, PRINT).build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("owner is missing")
                .hasMessageContaining("claimedAt is missing")
                .hasMessageContaining("leaseEnds is missing")
                .hasMessageContaining("lastAttemptEnds is missing")
                .hasMessageContaining("readAt is missing");
    }

    @Test
    void a_provider_needs_an_attempt() {
        assertThatThrownBy(() -> row().attempts(0, "first").build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("attempts is 0; it must be 1 or more");
        assertThat(row().build().attempts()).isZero();
        assertThat(row().attempts(1, "first").build().provider()).contains("first");
    }

    /** An attempt that seems to have ended long ago could be made again too early. */
    @Test
    void no_attempt_is_older_than_its_claim_however_the_clock_was_set() {
        Claim claim = row().leaseEnds(NOW.minusSeconds(60))
                .lastAttemptEnds(NOW.minusSeconds(60))
                .build();

        assertThat(claim.sinceLastAttempt()).isEqualTo(Duration.ofSeconds(1));
        assertThat(claim.sinceLease()).isEqualTo(Duration.ofSeconds(1));
        assertThat(claim.withOutcome(end(), NOW.minusSeconds(5)).leaseEnds()).isEqualTo(NOW);
    }

    private static SendOutcome end() {
        return new SendOutcome.Unknown("first", "silence", KEY, List.of());
    }
}
