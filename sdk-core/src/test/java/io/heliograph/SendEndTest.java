package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.event.SendEnd;
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
import io.heliograph.message.Status;
import io.heliograph.money.PriceTable;
import io.heliograph.spi.Answer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A listener hears where a send begins and ends, whatever happens between. */
class SendEndTest {
    private final List<String> lines = new ArrayList<>();
    private final List<SendEnd> ends = new ArrayList<>();
    private final List<Optional<SendEnd.Used>> used = new ArrayList<>();

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
        public void sendEnded(SendEnd end) {
            lines.add("end");
            ends.add(end);
            used.add(end.used());
        }
    };

    private SmsClient client(FakeProvider... route) {
        return Sends.client(new TestWorld(), route).listener(listener).build();
    }

    @Test
    void everythingIsToldBetweenTheBeginAndTheEnd() {
        SendOutcome outcome = client(
                        FakeProvider.refusing("first", ErrorType.NO_ROUTE), FakeProvider.accepting("second"))
                .trySend(Sends.request().build());

        assertThat(lines)
                .containsExactly(
                        "begin", "attempt at first", "attempt ended", "attempt at second", "attempt ended", "end");
        assertThat(ends.get(0).outcome()).contains(outcome);
        assertThat(ends.get(0).key()).isEqualTo(outcome.key());
    }

    @Test
    void anUnknownOutcomeIsToldBeforeTheEnd() {
        client(FakeProvider.of("first", (request, scope) -> new Answer.Unclear("silence")))
                .trySend(Sends.request().build());

        assertThat(lines).endsWith("unknown", "end");
        assertThat(used).containsExactly(Optional.empty());
    }

    @Test
    void theMessageThatWasTakenSaysWhatItTakes() {
        client(FakeProvider.accepting("first"))
                .trySend(Sends.request().text("x".repeat(200)).build());

        assertThat(used).containsExactly(Optional.of(new SendEnd.Used(2, Credits.atMostParts(2), Optional.empty())));
    }

    @Test
    void thePartsThatTheVendorCountsAreTheOnesThatCountAndCost() {
        FakeProvider counting = FakeProvider.of(
                "first",
                (request, scope) -> new Answer.Accepted(Message.builder(new MessageId("first", "m-1"), Status.QUEUED)
                        .segments(7)
                        .build()));
        Sends.client(new TestWorld(), counting)
                .listener(listener)
                .prices(PriceTable.parse("first, TH, USD, 0.01"))
                .build()
                .trySend(Sends.request().build());

        SendEnd.Used taken = used.get(0).orElseThrow();
        assertThat(taken.parts()).isEqualTo(7);
        assertThat(taken.price()).contains(new Money(new BigDecimal("0.07"), "USD"));
    }

    @Test
    void whatWasNotSentTakesNothing() {
        client(FakeProvider.refusing("first", ErrorType.NO_ROUTE))
                .trySend(Sends.request().build());

        assertThat(used).containsExactly(Optional.empty());
    }

    @Test
    void aRepeatedKeyTakesNothingMore() {
        SmsClient client = client(FakeProvider.accepting("first"));
        client.trySend(Sends.request().build());
        client.trySend(Sends.request().build());

        assertThat(lines)
                .containsExactly("begin", "attempt at first", "attempt ended", "end", "begin", "replayed", "end");
        assertThat(used.get(0)).isPresent();
        assertThat(used.get(1)).isEmpty();
    }

    @Test
    void aSendThatThrowsEndsToo() {
        SmsClient client = client(FakeProvider.accepting("first"));
        client.trySend(Sends.request().build());
        lines.clear();

        assertThatThrownBy(() -> client.trySend(Sends.request().text("another").build()))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(lines).containsExactly("begin", "end");
        assertThat(ends.get(1).outcome()).isEmpty();
    }

    @Test
    void aRequestThatCannotBeSentDoesNotBegin() {
        SmsClient client = client(FakeProvider.accepting("first"));

        assertThatThrownBy(() -> client.trySend(Sends.request().route("nobody").build()))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(lines).isEmpty();
    }

    @Test
    void anEndShowsItsKeyOnly() {
        client(FakeProvider.accepting("first")).trySend(Sends.request().build());

        assertThat(ends.get(0)).hasToString("SendEnd[order-42]");
    }
}
