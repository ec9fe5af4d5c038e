package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.heliograph.error.AccountException;
import io.heliograph.error.ConfigurationException;
import io.heliograph.error.CredentialsException;
import io.heliograph.error.DeadlineException;
import io.heliograph.error.ProviderUnavailableException;
import io.heliograph.error.RateLimitedException;
import io.heliograph.error.RejectedException;
import io.heliograph.error.SmsException;
import io.heliograph.error.UnknownOutcomeException;
import io.heliograph.error.UnsupportedException;
import io.heliograph.message.Attempt;
import io.heliograph.message.ErrorType;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.SendResult;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmsClientTest {
    private static final SendRequest REQUEST = Sends.request().build();

    private static SmsClient client(FakeProvider... providers) {
        SmsClientBuilder builder = SmsClient.builder().retry(RetryPolicy.none());
        for (FakeProvider provider : providers) {
            builder.provider(provider);
        }
        return builder.build();
    }

    @Test
    void send_gives_the_message_that_a_provider_took() {
        try (SmsClient client = client(FakeProvider.refusing("a", ErrorType.NO_ROUTE), FakeProvider.accepting("b"))) {
            Message message = client.send(REQUEST);

            assertThat(message.id()).isEqualTo(new MessageId("b", "m-1"));
        }
    }

    static Stream<Arguments> leaves() {
        return Stream.of(
                Arguments.of(ErrorType.AUTHENTICATION, CredentialsException.class),
                Arguments.of(ErrorType.INSUFFICIENT_CREDIT, AccountException.class),
                Arguments.of(ErrorType.RATE_LIMITED, RateLimitedException.class),
                Arguments.of(ErrorType.NO_ROUTE, ProviderUnavailableException.class),
                Arguments.of(ErrorType.DEADLINE, DeadlineException.class),
                Arguments.of(ErrorType.UNSUPPORTED, UnsupportedException.class),
                Arguments.of(ErrorType.CONFIGURATION, ConfigurationException.class),
                Arguments.of(ErrorType.OPTED_OUT, RejectedException.class));
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void send_throws_the_leaf_of_the_last_rejection_with_every_attempt(
            ErrorType type, Class<? extends SmsException> leaf) {
        try (SmsClient client =
                client(FakeProvider.refusing("a", ErrorType.QUOTA_EXCEEDED), FakeProvider.refusing("b", type))) {
            assertThatThrownBy(() -> client.send(REQUEST))
                    .isExactlyInstanceOf(leaf)
                    .hasMessage(type + ": a: a says no; b: b says no")
                    .isInstanceOfSatisfying(
                            SmsException.class,
                            e -> assertThat(e.attempts())
                                    .extracting(Attempt::provider, Attempt::error)
                                    .containsExactly(tuple("a", ErrorType.QUOTA_EXCEEDED), tuple("b", type)));
        }
    }

    @Test
    void send_throws_what_may_have_been_sent_as_unknown() {
        try (SmsClient client = client(
                FakeProvider.refusing("a", ErrorType.NO_ROUTE),
                FakeProvider.of("b", (request, context) -> new SendResult.Unknown("HTTP 502")))) {
            assertThatThrownBy(() -> client.send(REQUEST)).isInstanceOfSatisfying(UnknownOutcomeException.class, e -> {
                assertThat(e.mayHaveBeenSent()).isTrue();
                assertThat(e.provider()).isEqualTo("b");
                assertThat(e.key()).isEqualTo(IdempotencyKey.of("order-42"));
                assertThat(e.attempts()).extracting(Attempt::provider).containsExactly("a", "b");
            });
        }
    }

    private static Duration timeLeft(SmsClientBuilder builder, SendRequest request) {
        FakeProvider provider = FakeProvider.accepting("a");
        try (SmsClient client = builder.provider(provider).build()) {
            client.trySend(request);
        }
        return provider.timeLeft();
    }

    @Test
    void a_send_may_take_thirty_seconds_by_default() {
        assertThat(timeLeft(SmsClient.builder(), REQUEST)).isBetween(Duration.ofSeconds(25), Duration.ofSeconds(30));
    }

    @Test
    void the_clients_deadline_counts_unless_the_request_has_its_own() {
        SmsClientBuilder builder = SmsClient.builder().deadline(Duration.ofMinutes(10));

        assertThat(timeLeft(builder, REQUEST)).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    }

    @Test
    void the_requests_own_deadline_wins() {
        SmsClientBuilder builder = SmsClient.builder().deadline(Duration.ofMinutes(10));
        SendRequest request = Sends.request().deadline(Duration.ofHours(2)).build();

        assertThat(timeLeft(builder, request)).isBetween(Duration.ofMinutes(119), Duration.ofHours(2));
    }

    @Test
    void a_deadline_of_thousands_of_years_does_not_stop_a_send() {
        SendRequest request =
                Sends.request().deadline(Duration.ofDays(3_650_000)).build();

        assertThat(timeLeft(SmsClient.builder(), request)).isGreaterThan(Duration.ofDays(365));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void a_clients_deadline_is_more_than_nothing(Duration deadline) {
        assertThatThrownBy(() -> SmsClient.builder().deadline(deadline))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("deadline ");
    }

    @Test
    void without_a_route_providers_are_tried_in_the_order_in_which_they_were_added() {
        try (SmsClient client =
                client(FakeProvider.accepting("c"), FakeProvider.accepting("a"), FakeProvider.accepting("b"))) {
            assertThat(client).hasToString("SmsClient[c || a || b]");
        }
    }

    @Test
    void a_route_decides_the_order() {
        try (SmsClient client = SmsClient.builder()
                .provider(FakeProvider.accepting("a"))
                .provider(FakeProvider.accepting("b"))
                .route("b || a")
                .build()) {
            assertThat(client.send(REQUEST).provider()).isEqualTo("b");
        }
    }

    @Test
    void a_route_names_only_providers_that_are_there() {
        SmsClientBuilder builder =
                SmsClient.builder().provider(FakeProvider.accepting("a")).route("a || wavxi");

        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("route names wavxi, which isn't set up; there are a");
    }

    @Test
    void a_provider_is_added_once() {
        SmsClientBuilder builder = SmsClient.builder().provider(FakeProvider.accepting("a"));

        assertThatThrownBy(() -> builder.provider(FakeProvider.accepting("a")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("provider was added twice: a");
    }

    @Test
    void a_client_needs_a_provider() {
        assertThatThrownBy(() -> SmsClient.builder().build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("providers are missing");
    }

    @Test
    void closing_aclient_closes_every_provider_of_its() {
        FakeProvider inRoute = FakeProvider.accepting("a");
        FakeProvider besideRoute = FakeProvider.accepting("b");
        SmsClient.builder()
                .provider(inRoute)
                .provider(besideRoute)
                .route("a")
                .build()
                .close();

        assertThat(inRoute.closes()).isOne();
        assertThat(besideRoute.closes()).isOne();
    }
}
