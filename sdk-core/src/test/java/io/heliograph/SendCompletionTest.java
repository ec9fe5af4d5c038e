package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.event.SendCompletion;
import io.heliograph.event.SmsEventListener;
import io.heliograph.message.Attempt;
import io.heliograph.message.Credits;
import io.heliograph.message.ErrorType;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Money;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.money.PriceTable;
import io.heliograph.spi.SendResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A listener gets the start and end of a send, whatever happens between. */
class SendCompletionTest {
    private final List<String> lines = new ArrayList<>();
    private final List<SendCompletion> ends = new ArrayList<>();
    private final List<Optional<SendCompletion.Usage>> used = new ArrayList<>();

    private final SmsEventListener listener = new SmsEventListener() {
        @Override
        public void sendStarted(IdempotencyKey key) {
            lines.add("begin");
        }

        @Override
        public void attemptStarted(IdempotencyKey key, String provider, int number) {
            lines.add("attempt at " + provider);
        }

        @Override
        public void attemptEnded(IdempotencyKey key, Attempt attempt) {
            lines.add("attempt ended");
        }

        @Override
        public void unknown(SendOutcome.Unknown outcome) {
            lines.add("unknown");
        }

        @Override
        public void replayed(SendOutcome first) {
            lines.add("replayed");
        }

        @Override
        public void sendEnded(SendCompletion end) {
            lines.add("end");
            ends.add(end);
            used.add(end.usage());
        }
    };

    private SmsClient client(FakeProvider... route) {
        return Sends.client(new TestTiming(), route).listener(listener).build();
    }

    @Test
    void everything_is_published_between_the_begin_and_the_end() {
        SendOutcome outcome = client(
                        FakeProvider.refusing("first", ErrorType.NO_ROUTE), FakeProvider.accepting("second"))
                .trySend(Sends.request().build());

        assertThat(lines)
                .containsExactly(
                        "begin", "attempt at first", "attempt ended", "attempt at second", "attempt ended", "end");
        assertThat(ends.get(0).outcome()).contains(outcome);
        assertThat(ends.get(0).key()).isEqualTo(outcome.key());
        assertThat(ends.get(0).route()).isEqualTo("first || second");
    }

    @Test
    void the_end_has_the_request_and_its_own_route() {
        SendRequest request = Sends.request().route("second").build();

        client(FakeProvider.accepting("first"), FakeProvider.accepting("second"))
                .trySend(request);

        assertThat(ends.get(0).request()).isSameAs(request);
        assertThat(ends.get(0).route()).isEqualTo("second");
        assertThat(ends.get(0)).hasToString("SendCompletion[" + request.key() + "]");
    }

    @Test
    void an_unknown_outcome_is_published_before_the_end() {
        client(FakeProvider.of("first", (request, context) -> new SendResult.Unknown("silence")))
                .trySend(Sends.request().build());

        assertThat(lines).endsWith("unknown", "end");
        assertThat(used).containsExactly(Optional.empty());
    }

    @Test
    void the_message_that_was_taken_says_what_it_takes() {
        client(FakeProvider.accepting("first"))
                .trySend(Sends.request().text("x".repeat(200)).build());

        assertThat(used)
                .containsExactly(Optional.of(new SendCompletion.Usage(2, Credits.atMostParts(2), Optional.empty())));
    }

    @Test
    void the_parts_that_the_vendor_counts_are_the_ones_that_count_and_cost() {
        FakeProvider counting = FakeProvider.of(
                "first",
                (request, context) ->
                        new SendResult.Accepted(Message.builder(new MessageId("first", "m-1"), Status.QUEUED)
                                .segments(7)
                                .build()));
        Sends.client(new TestTiming(), counting)
                .listener(listener)
                .prices(PriceTable.parse("first, TH, USD, 0.01"))
                .build()
                .trySend(Sends.request().build());

        SendCompletion.Usage taken = used.get(0).orElseThrow();
        assertThat(taken.parts()).isEqualTo(7);
        assertThat(taken.price()).contains(new Money(new BigDecimal("0.07"), "USD"));
    }

    @Test
    void what_was_not_sent_takes_nothing() {
        client(FakeProvider.refusing("first", ErrorType.NO_ROUTE))
                .trySend(Sends.request().build());

        assertThat(used).containsExactly(Optional.empty());
    }

    @Test
    void a_repeated_key_takes_nothing_more() {
        SmsClient client = client(FakeProvider.accepting("first"));
        client.trySend(Sends.request().build());
        client.trySend(Sends.request().build());

        assertThat(lines)
                .containsExactly("begin", "attempt at first", "attempt ended", "end", "begin", "replayed", "end");
        assertThat(used.get(0)).isPresent();
        assertThat(used.get(1)).isEmpty();
    }

    @Test
    void a_send_that_throws_ends_too() {
        SmsClient client = client(FakeProvider.accepting("first"));
        client.trySend(Sends.request().build());
        lines.clear();

        assertThatThrownBy(() -> client.trySend(Sends.request().text("another").build()))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(lines).containsExactly("begin", "end");
        assertThat(ends.get(1).outcome()).isEmpty();
    }

    @Test
    void a_request_that_cannot_be_sent_does_not_begin() {
        SmsClient client = client(FakeProvider.accepting("first"));

        assertThatThrownBy(() -> client.trySend(Sends.request().route("nobody").build()))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(lines).isEmpty();
    }

    @Test
    void an_end_shows_its_key_only() {
        client(FakeProvider.accepting("first")).trySend(Sends.request().build());

        assertThat(ends.get(0)).hasToString("SendCompletion[order-42]");
    }
}
