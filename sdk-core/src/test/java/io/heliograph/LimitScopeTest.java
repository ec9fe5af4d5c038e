package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.BulkCallResult;
import io.heliograph.message.BulkReport;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.LimitScope;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.policy.ProviderState;
import io.heliograph.spi.Capability;
import io.heliograph.spi.SendResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A limit of one number or sender is that one's: the provider stays in use, without a pause, for everybody else. */
class LimitScopeTest {
    private static final String FLOODED = "+66811111111";

    private final TestTiming world = new TestTiming();
    private Failure limit = limit(ErrorType.RATE_LIMITED, LimitScope.RECIPIENT);
    private final FakeProvider first = FakeProvider.of(
            "first",
            (request, context) -> request.to().e164().equals(FLOODED)
                    ? new SendResult.Rejected(limit)
                    : FakeProvider.accepted("first", Status.QUEUED));
    private final FakeProvider second = FakeProvider.accepting("second");

    private static Failure limit(ErrorType type, LimitScope scope) {
        return Failure.builder(type, "no more of these")
                .retryAfter(Duration.ofHours(1))
                .scope(scope)
                .build();
    }

    private static ProviderState.Kind kind(SmsClient client) {
        return Objects.requireNonNull(client.states().get("first")).kind();
    }

    private static SendOutcome send(SmsClient client, String to) {
        return client.trySend(SendRequest.to(to).text("Your code is 482910").build());
    }

    @ParameterizedTest
    @CsvSource({
        "RATE_LIMITED, RECIPIENT",
        "RATE_LIMITED, SENDER",
        "QUOTA_EXCEEDED, RECIPIENT",
        "QUOTA_EXCEEDED, SENDER",
        "ACCOUNT, SENDER",
        "INSUFFICIENT_CREDIT, SENDER",
        "AUTHENTICATION, SENDER",
        "PROVIDER_ERROR, RECIPIENT",
        "UNREACHABLE, SENDER"
    })
    void others_go_on_at_the_same_provider(ErrorType type, LimitScope scope) {
        limit = limit(type, scope);
        try (SmsClient client = Sends.client(world, first).build()) {
            for (int i = 0; i < 10; i++) {
                assertThat(Sends.refusal(send(client, FLOODED)).type()).isEqualTo(type);
                assertThat(kind(client)).isEqualTo(ProviderState.Kind.UP);
                assertThat(Sends.taker(send(client, "+66822222222"))).isEqualTo("first");
            }
        }

        assertThat(world.sleeps()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorType.class,
            names = {"RATE_LIMITED", "QUOTA_EXCEEDED"})
    void the_message_itself_moves_on_as_the_type_says(ErrorType type) {
        limit = limit(type, LimitScope.SENDER);
        try (SmsClient client = Sends.client(world, first, second).build()) {
            assertThat(Sends.taker(send(client, FLOODED))).isEqualTo("second");
            assertThat(Sends.taker(send(client, "+66822222222"))).isEqualTo("first");
        }
    }

    @Test
    void a_limit_of_the_account_pauses_the_provider_for_all() {
        limit = limit(ErrorType.RATE_LIMITED, LimitScope.ACCOUNT);
        try (SmsClient client = Sends.client(world, first).build()) {
            send(client, FLOODED);

            assertThat(kind(client)).isEqualTo(ProviderState.Kind.THROTTLED);
        }
    }

    @Test
    void of_a_bulk_send_only_the_limited_recipient_is_refused() {
        List<BulkCallResult> parts = new ArrayList<>();
        BulkReport report;
        try (SmsClient client =
                Sends.client(world, first.without(Capability.BULK)).build()) {
            report = client.bulk(
                    BulkRequest.to(
                            IntStream.range(0, 10).mapToObj(i -> "+6681111111" + i),
                            content -> content.text("We open at nine")),
                    parts::add);
        }

        assertThat(report.accepted()).isEqualTo(9);
        assertThat(parts)
                .hasSize(10)
                .allSatisfy(part -> assertThat(part.outcome().attempts()).hasSize(1));
    }

    @Test
    void the_scope_stays_whatever_else_changes() {
        Failure failure = Failure.builder(ErrorType.RATE_LIMITED, "no")
                .scope(LimitScope.RECIPIENT)
                .build();
        assertThat(failure.withReason("another")
                        .waitingAtLeast(Duration.ofDays(1))
                        .withRetryable(false)
                        .scope())
                .isEqualTo(LimitScope.RECIPIENT);
    }
}
