package io.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorTypeTest {
    /** Final rejections, duplicates, and failures that no other provider can avoid. */
    private static final Set<String> STOPS = Set.of(
            "OPTED_OUT",
            "RECIPIENT_BLOCKED",
            "INVALID_RECIPIENT",
            "CONTENT_REJECTED",
            "INVALID_REQUEST",
            "DUPLICATE",
            "DEADLINE",
            "OTHER");

    /** Sender, credit, route, auth, rate, quota, unreachable, and other failures of one provider only. */
    private static final Set<String> MOVES_ON = Set.of(
            "INVALID_SENDER",
            "INSUFFICIENT_CREDIT",
            "NO_ROUTE",
            "AUTHENTICATION",
            "PERMISSION",
            "ACCOUNT",
            "RATE_LIMITED",
            "QUOTA_EXCEEDED",
            "SPEND_LIMIT",
            "UNREACHABLE",
            "PROVIDER_ERROR",
            "UNSUPPORTED",
            "CONFIGURATION");

    /** Failures that may end by themselves in a short time. */
    private static final Set<String> RETRYABLE = Set.of("RATE_LIMITED", "UNREACHABLE", "PROVIDER_ERROR", "DEADLINE");

    @Test
    void a_final_rejection_allows_no_failover() {
        assertThat(Arrays.stream(ErrorType.values()).filter(type -> !type.failover()))
                .extracting(ErrorType::name)
                .containsExactlyInAnyOrderElementsOf(STOPS);
    }

    @Test
    void a_rejection_by_one_provider_allows_failover() {
        assertThat(Arrays.stream(ErrorType.values()).filter(ErrorType::failover))
                .extracting(ErrorType::name)
                .containsExactlyInAnyOrderElementsOf(MOVES_ON);
    }

    @Test
    void only_what_may_pass_by_itself_is_retryable() {
        assertThat(Arrays.stream(ErrorType.values()).filter(ErrorType::retryable))
                .extracting(ErrorType::name)
                .containsExactlyInAnyOrderElementsOf(RETRYABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTED_OUT", "RECIPIENT_BLOCKED", "INVALID_RECIPIENT", "CONTENT_REJECTED", "DUPLICATE"})
    void what_concerns_the_person_or_the_text_is_never_retried(ErrorType type) {
        assertThat(type.retryable()).isFalse();
        assertThat(type.failover()).isFalse();
    }

    @Test
    void another_provider_only_repeats_what_is_about_the_person_or_the_text() {
        assertThat(Arrays.stream(ErrorType.values()).filter(ErrorType::isProviderIndependent))
                .containsExactlyInAnyOrder(
                        ErrorType.OPTED_OUT,
                        ErrorType.RECIPIENT_BLOCKED,
                        ErrorType.INVALID_RECIPIENT,
                        ErrorType.CONTENT_REJECTED)
                .noneMatch(ErrorType::failover);
    }
}
